import type { Action } from '../../model/index.ts'
import type { Block } from '../blocks.ts'
import { defineSection } from '../define.ts'

const WHEN = { immediate: 'Immediate', 'short-term': 'Short term', 'long-term': 'Long term' } as const

/** Of a fresh diagnosis owner and due date are left open: no log knows them. Of a kept incident the items as they stand. */
export const actions = defineSection({
  id: 'actions',
  order: 85,
  menu: 'Actions',
  build({ diagnosis, file }) {
    if (file) return kept(file.incident.actionItems)
    if (diagnosis.actions.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Action items', note: 'owner and due date are for a person to fill' },
      {
        type: 'table',
        columns: COLUMNS,
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

const COLUMNS = [{ name: 'Action' }, { name: 'When' }, { name: 'Owner' }, { name: 'Due' }, { name: 'Status' }]
const STATUS = { open: 'Open', 'in-progress': 'In progress', done: 'Done', dropped: 'Dropped' } as const
const LOOK = { done: 'done', 'not-done': 'not done', undone: 'undone again', unseen: 'cannot be seen' } as const

function kept(items: readonly Action[]): readonly Block[] {
  if (items.length === 0) return []
  return [
    { type: 'heading', level: 2, text: 'Action items' },
    {
      type: 'table',
      columns: [...COLUMNS, { name: 'Last look' }],
      rows: items.map(({ number, text, kind, owner, due, status, note, check }) => [
        { text: `${number}. ${text}`, style: 'strong' },
        { text: WHEN[kind], style: 'short' },
        { text: owner?.slice(0, 30) ?? '____', style: 'short' },
        { text: due ?? '____', style: 'short' },
        note ? { text: `${STATUS[status]}: ${note}` } : { text: STATUS[status], style: 'short' },
        { text: check ? `${LOOK[check.result]}: ${check.because} (${check.at.slice(0, 10)})` : '', style: 'soft' },
      ]),
    },
  ]
}
