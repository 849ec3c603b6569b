import { defineSection } from '../define.ts'

export const ruledOut = defineSection({
  id: 'ruled-out',
  order: 60,
  menu: 'Ruled out',
  build({ diagnosis: { rejected } }) {
    if (rejected.length === 0) return []
    return [
      {
        type: 'heading',
        level: 2,
        text: 'Ruled out',
        note: `${rejected.length} cause${rejected.length === 1 ? '' : 's'}, each with its reason`,
      },
      {
        type: 'table',
        columns: [{ name: 'Cause' }, { name: 'Why not' }, { name: 'Id' }],
        rows: rejected.map(({ id, title, because, evidence }) => [
          { text: title, style: 'strong' },
          { text: because, cites: evidence },
          { text: id, style: 'code' },
        ]),
      },
    ]
  },
})
