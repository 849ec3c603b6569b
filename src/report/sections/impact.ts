import { defineSection } from '../define.ts'

export const impact = defineSection({
  id: 'impact',
  order: 24,
  menu: 'Impact',
  build({ diagnosis, file }) {
    const words = file?.incident.impact
    if (diagnosis.impact.length === 0 && !words) return []
    return [
      { type: 'heading', level: 2, text: 'Impact' },
      ...(words ? [{ type: 'text' as const, lead: 'In the words of people', text: words }] : []),
      ...(diagnosis.impact.length > 0
        ? [{ type: 'list' as const, ordered: false, items: diagnosis.impact.map(({ text, evidence }) => ({ text, cites: evidence })) }]
        : []),
    ]
  },
})
