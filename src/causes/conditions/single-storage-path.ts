import { defineCircumstance } from '../define.ts'

export const singleStoragePath = defineCircumstance({
  id: 'condition.single-storage-path',
  title: 'only one path led to the storage',
  role: 'condition',
  doc: 'With one path left, the next fault takes the storage away.',
  belongsTo: ['storage.network-block-lost'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'multipath.single-path')
    return seen
      ? { because: `Before that, only one path was left to ${String(seen.about.device ?? 'the storage')}.`, evidence: [seen] }
      : null
  },
  remedies: [{ when: 'short-term', text: 'Bring the other paths back.', command: 'multipath -ll' }],
  prevention: [{ text: 'Two paths over two switches are up.', check: 'remaining active paths ≥ 2' }],
})
