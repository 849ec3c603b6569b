import { defineCircumstance } from '../define.ts'

export const diskWorn = defineCircumstance({
  id: 'condition.disk-worn',
  title: 'the drive was worn before',
  role: 'condition',
  doc: 'SMART showed wear or damage before the drive failed.',
  belongsTo: ['storage.disk-failure', 'storage.nvme-drop', 'storage.raid-failure', 'storage.zfs-pool-suspended', 'storage.data-corruption'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'smart.worn')
    return seen ? { because: `SMART already showed wear: ${String(seen.fields['what'])}.`, evidence: [seen] } : null
  },
  remedies: [{ when: 'short-term', text: 'Replace the drive.', command: 'smartctl -a /dev/<disk>' }],
  prevention: [{ text: 'Drives are replaced before they are worn out.', check: 'SMART wear < 90 %, no reallocated sectors' }],
})
