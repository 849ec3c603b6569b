import { defineCircumstance } from '../define.ts'

export const cephTwoCopies = defineCircumstance({
  id: 'condition.ceph-two-copies',
  title: 'Ceph keeps only two copies',
  role: 'condition',
  doc: 'With two copies and min_size 2 one lost disk stops writes; with min_size 1 it risks them.',
  belongsTo: ['storage.ceph-blocked', 'storage.data-corruption'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'ceph.two-copies')
    return seen
      ? {
          because: `The pool ${String(seen.about.pool)} keeps two copies and needs ${String(seen.fields['least'])} of them to be written.`,
          evidence: [seen],
        }
      : null
  },
  remedies: [
    {
      when: 'long-term',
      text: 'Three copies, two of them needed.',
      command: 'ceph osd pool set <pool> size 3; ceph osd pool set <pool> min_size 2',
    },
  ],
  prevention: [{ text: 'Pools keep three copies.', check: 'size 3, min_size 2' }],
})
