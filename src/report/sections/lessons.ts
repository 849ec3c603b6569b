import { defineSection } from '../define.ts'
import { editOf } from '../people-words.ts'

export const lessons = defineSection({
  id: 'lessons',
  order: 80,
  build({ diagnosis, file }) {
    const words = editOf(file, 'lessons')
    if (diagnosis.lessons.length === 0 && !words) return []
    return [
      { type: 'heading', level: 2, text: 'Lessons' },
      ...(words ? [{ type: 'text' as const, lead: words.by, text: words.text, cites: words.cites }] : []),
      ...(diagnosis.lessons.length > 0
        ? [{ type: 'list' as const, ordered: true, items: diagnosis.lessons.map(({ text, evidence }) => ({ text, cites: evidence })) }]
        : []),
    ]
  },
})
