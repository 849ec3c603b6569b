import { defineCircumstance } from '../define.ts'

export const poolWithoutRedundancy = defineCircumstance({
  id: 'condition.pool-without-redundancy',
  title: 'the pool cannot lose a disk',
  role: 'condition',
  doc: 'A pool of single disks stops with the first of them.',
  belongsTo: [
    'storage.zfs-pool-suspended',
    'storage.usb-disconnect',
    'storage.disk-failure',
    'storage.nvme-drop',
    'storage.controller-fault',
    'storage.data-corruption',
  ],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'pool.layout' && o.fields['redundant'] === false)
    return seen
      ? { because: `The pool ${String(seen.about.pool)} has no redundancy: the first disk that goes takes it along.`, evidence: [seen] }
      : null
  },
  remedies: [{ when: 'long-term', text: 'Mirror the pool.', command: 'zpool attach <pool> <device> <new device>' }],
  prevention: [{ text: 'Pools that hold guests have redundancy.', check: 'zpool status without mirror or raidz' }],
})
