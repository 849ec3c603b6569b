import type { Cited } from '../blocks.ts'
import { defineSection } from '../define.ts'

/** An unknown without the command that settles it would be a shrug. */
export const notKnown = defineSection({
  id: 'not-known',
  order: 65,
  menu: 'Not known',
  build({ diagnosis: { unknown } }) {
    if (unknown.length === 0) return []
    const items = unknown.flatMap(({ id, because, wouldSettle }): Cited[] => {
      const [first, ...more] = wouldSettle
      return [
        {
          text: because,
          ...(first ? { note: `Would settle it: ${first.what}`, command: first.command } : { note: `No command settles ${id}.` }),
        },
        ...more.map(({ what, command }) => ({ text: `Or: ${what}`, command })),
      ]
    })
    return [
      { type: 'heading', level: 2, text: 'Not known', note: 'and the command that would settle it' },
      { type: 'list', ordered: false, items },
    ]
  },
})
