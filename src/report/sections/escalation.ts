import { defineSection } from '../define.ts'

export const escalation = defineSection({
  id: 'escalation',
  order: 90,
  menu: 'Escalation',
  build({ diagnosis }) {
    if (diagnosis.escalation.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Escalation' },
      {
        type: 'table',
        columns: [{ name: 'Escalate when' }, { name: 'Met' }, { name: 'Because' }],
        rows: diagnosis.escalation.map(({ criterion, met, because, evidence }) => [
          { text: criterion },
          { text: met === null ? 'Not known' : met ? 'Yes' : 'No', style: met === true ? 'strong' : 'soft' },
          { text: because, cites: evidence },
        ]),
      },
    ]
  },
})
