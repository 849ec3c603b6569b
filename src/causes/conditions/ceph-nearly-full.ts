import { defineCircumstance } from '../define.ts'

export const cephNearlyFull = defineCircumstance({
  id: 'condition.ceph-nearly-full',
  title: 'Ceph had been nearly full',
  role: 'condition',
  doc: 'Ceph warns at 85 % and stops all writes at 95 %.',
  belongsTo: ['storage.ceph-blocked'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'ceph.nearfull')
    return seen ? { because: `Ceph had warned that it was nearly full (${String(seen.fields['what'])}).`, evidence: [seen] } : null
  },
  remedies: [{ when: 'short-term', text: 'Add disks or delete data before it is full.', command: 'ceph df; ceph osd df tree' }],
  prevention: [{ text: 'Ceph is below 80 %.', check: 'nearfull' }],
})
