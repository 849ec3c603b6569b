import { defineSection } from '../define.ts'
import { size } from '../local-clock.ts'

/** Whom the kernel would have taken next, by its own rule. */
export const killedNext = defineSection({
  id: 'killed-next',
  order: 42,
  menu: 'Who would be next',
  build({ diagnosis: { killedNext: next } }) {
    if (!next || next.rows.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Who would be next', note: 'the order of the kernel, from its own table' },
      { type: 'text', text: next.text, cites: next.rows.find((row) => !row.killed)?.evidence ?? [] },
      {
        type: 'table',
        columns: [
          { name: 'Process' },
          { name: 'Held', align: 'right' },
          { name: 'oom_score_adj', align: 'right' },
          { name: 'Points', align: 'right' },
        ],
        rows: next.rows.map((row) => [
          { text: `${row.name}${row.killed ? ', killed' : ''}`, ...(row.killed ? { style: 'strong' as const } : {}), cites: row.evidence },
          { text: size(row.heldKiB), style: 'number' },
          { text: String(row.adj), style: 'number' },
          { text: String(row.points), style: 'number' },
        ]),
      },
      ...next.notes.map((note) => ({ type: 'text' as const, text: note.text, cites: note.evidence })),
    ]
  },
})
