import { defineSection } from '../define.ts'

export const impact = defineSection({
  id: 'impact',
  order: 24,
  menu: 'Impact',
  build({ diagnosis }) {
    if (diagnosis.impact.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Impact' },
      { type: 'list', ordered: false, items: diagnosis.impact.map(({ text, evidence }) => ({ text, cites: evidence })) },
    ]
  },
})
