import { defineCircumstance } from '../define.ts'

export const thinOvercommitted = defineCircumstance({
  id: 'condition.thin-overcommitted',
  title: 'more was promised to thin volumes than the pool holds',
  role: 'condition',
  doc: 'Thin volumes may grow to their full size. When the sum exceeds the pool, the pool can run full.',
  belongsTo: ['storage.thin-pool-full', 'storage.thin-metadata-full'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'thin-pool.overcommitted')
    return seen
      ? {
          because: `Thin volumes of ${String(seen.fields['promised'])} together were promised more than their pool holds.`,
          evidence: [seen],
        }
      : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'See what is promised, and trim inside the guests.',
      command: 'lvs -o lv_name,lv_size,data_percent; fstrim -av',
    },
  ],
  prevention: [{ text: 'What is promised fits, or the fill is watched.', check: 'Σ virtual sizes against the pool' }],
})
