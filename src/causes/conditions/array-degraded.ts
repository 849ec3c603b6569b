import { defineCircumstance } from '../define.ts'

export const arrayDegraded = defineCircumstance({
  id: 'condition.array-degraded',
  title: 'the array had already lost a disk',
  role: 'condition',
  doc: 'A degraded array has nothing left to lose.',
  belongsTo: ['storage.raid-failure', 'storage.disk-failure'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'md.missing-member' || o.kind === 'md.degraded')
    return seen ? { because: `The array had already lost a disk (${String(seen.fields['what'] ?? seen.says)}).`, evidence: [seen] } : null
  },
  remedies: [{ when: 'short-term', text: 'Replace the disk at once.', command: 'cat /proc/mdstat; mdadm --detail /dev/md0' }],
  prevention: [{ text: 'A degraded array is noticed within a day.', check: 'mdadm --monitor' }],
})
