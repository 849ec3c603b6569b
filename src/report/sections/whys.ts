import { defineSection } from '../define.ts'

const WORDS = ['No', 'One why', 'Two whys', 'Three whys', 'Four whys', 'Five whys']

export const whys = defineSection({
  id: 'whys',
  order: 50,
  menu: 'Whys',
  build({ diagnosis }) {
    if (diagnosis.whys.length === 0) return []
    const n = diagnosis.whys.length
    return [
      // Five only where the evidence reaches that far.
      { type: 'heading', level: 2, text: WORDS[n] ?? 'Whys', ...(n < 5 ? { note: 'the evidence stops here' } : {}) },
      {
        type: 'list',
        ordered: true,
        items: diagnosis.whys.map(({ question, answer, evidence }) => ({ lead: question, text: answer, cites: evidence })),
      },
    ]
  },
})
