import { defineCircumstance } from '../define.ts'

export const thinNotExtended = defineCircumstance({
  id: 'condition.thin-not-extended',
  title: 'nothing extends the thin pool by itself',
  role: 'condition',
  doc: 'LVM can extend a thin pool before it is full, when it is told to and the volume group has room.',
  belongsTo: ['storage.thin-pool-full', 'storage.thin-metadata-full'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'thin-pool.not-extended')
    return seen ? { because: 'LVM was not set to extend thin pools before they are full.', evidence: [seen] } : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Let LVM extend the pool at 80 %, and keep room in the volume group.',
      command: 'grep -n thin_pool_autoextend /etc/lvm/lvm.conf; vgs',
    },
  ],
  prevention: [{ text: 'Thin pools are extended before they are full.', check: 'thin_pool_autoextend_threshold < 100' }],
})
