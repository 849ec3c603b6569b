import { defineSection } from '../define.ts'

const WORDS: Readonly<Record<string, string>> = {
  added: 'kept',
  status: 'status',
  assign: 'assigned',
  severity: 'severity',
  impact: 'impact',
  annotate: 'note',
  edit: 'words',
  'next-review': 'next review',
  'propose-diagnosis': 'proposal',
  'accept-proposal': 'accepted',
  'decline-proposal': 'declined',
  diagnosis: 'new answer',
  escalated: 'escalated',
  action: 'action',
  check: 'looked at',
  imported: 'imported',
}
const SHOWN = 40

/** Who did what with the incident, in the order of doing. */
export const history = defineSection({
  id: 'history',
  order: 92,
  menu: 'History',
  build({ file }) {
    const entries = file?.history ?? []
    if (entries.length === 0) return []
    const shown = entries.slice(-SHOWN)
    return [
      {
        type: 'heading',
        level: 2,
        text: 'History',
        note: `times in UTC${entries.length > shown.length ? `; the last ${shown.length} of ${entries.length} entries` : ''}`,
      },
      {
        type: 'table',
        columns: [{ name: 'What' }, { name: 'When' }, { name: 'By' }, { name: 'In words' }],
        rows: shown.map(({ at, by, kind, detail }) => [
          { text: WORDS[kind] ?? kind, style: 'short' },
          { text: at.slice(0, 16).replace('T', ' '), style: 'short' },
          { text: by.slice(0, 40), style: 'short' },
          { text: detail, style: 'soft' },
        ]),
      },
    ]
  },
})
