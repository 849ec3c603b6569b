import { defineSection } from '../define.ts'

export const prevention = defineSection({
  id: 'prevention',
  order: 75,
  menu: 'Prevention',
  build({ diagnosis }) {
    if (diagnosis.prevention.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Prevention and monitoring' },
      {
        type: 'table',
        columns: [{ name: 'What' }, { name: 'Check it with' }, { name: 'Addresses' }],
        rows: diagnosis.prevention.map(({ text, check, addresses }) => [
          { text },
          { text: check, style: 'code' },
          { text: addresses, style: 'soft' },
        ]),
      },
    ]
  },
})
