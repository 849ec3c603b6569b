import { defineSection } from '../define.ts'

export const lessons = defineSection({
  id: 'lessons',
  order: 80,
  build({ diagnosis }) {
    if (diagnosis.lessons.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Lessons' },
      { type: 'list', ordered: true, items: diagnosis.lessons.map(({ text, evidence }) => ({ text, cites: evidence })) },
    ]
  },
})
