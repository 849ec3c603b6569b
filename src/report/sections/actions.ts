import { defineSection } from '../define.ts'

const WHEN = { immediate: 'Immediate', 'short-term': 'Short term', 'long-term': 'Long term' } as const

/** Owner and due date are left open: no log knows them. */
export const actions = defineSection({
  id: 'actions',
  order: 85,
  menu: 'Actions',
  build({ diagnosis }) {
    if (diagnosis.actions.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Action items', note: 'owner and due date are for a person to fill' },
      {
        type: 'table',
        columns: [{ name: 'Action' }, { name: 'When' }, { name: 'Owner' }, { name: 'Due' }, { name: 'Status' }],
        rows: diagnosis.actions.map(({ text, kind }) => [
          { text, style: 'strong' },
          { text: WHEN[kind] },
          { text: '____' },
          { text: '____' },
          { text: 'Open' },
        ]),
      },
    ]
  },
})
