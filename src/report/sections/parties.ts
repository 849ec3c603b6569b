import { defineSection } from '../define.ts'

export const parties = defineSection({
  id: 'parties',
  order: 58,
  build({ diagnosis }) {
    if (diagnosis.parties.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Who was who', note: 'the victim is not always the one who asked or the one who held' },
      {
        type: 'table',
        columns: [{ name: 'Role' }, { name: 'Who' }, { name: 'What the lines say' }],
        rows: diagnosis.parties.map(({ role, name, text, evidence }) => [
          { text: role },
          { text: name, style: 'strong' },
          { text, cites: evidence },
        ]),
      },
    ]
  },
})
