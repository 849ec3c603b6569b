import type { Cited } from '../blocks.ts'
import { defineSection } from '../define.ts'
import { duration } from '../local-clock.ts'

const NTH = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
export const ordinal = (n: number) =>
  NTH[n] ??
  `${n}${n % 10 === 1 && n % 100 !== 11 ? 'st' : n % 10 === 2 && n % 100 !== 12 ? 'nd' : n % 10 === 3 && n % 100 !== 13 ? 'rd' : 'th'}`

/** What the kept incidents say about this one: counts and times, nothing estimated. */
export const recurrence = defineSection({
  id: 'recurrence',
  order: 78,
  menu: 'Recurrence',
  build({ file }) {
    const past = file?.recurrence
    if (!past || (past.similar.length === 0 && !past.again)) return []
    const items: Cited[] = []
    if (past.again)
      items.push({
        lead: 'Again',
        text: `The ${ordinal(past.again.nth)} time since ${past.again.since}, same subject and same cause.`,
        note: past.again.ids.join(', '),
      })
    if (past.between)
      items.push({
        lead: 'Between failures',
        text: `${duration(past.between.meanSeconds)} on average from one beginning to the next, ${duration(past.between.shortestSeconds)} at the shortest, over ${past.between.count} unplanned outages.`,
      })
    if (past.repair)
      items.push({
        lead: 'Time to repair',
        text: `${duration(past.repair.meanSeconds)} on average, ${duration(past.repair.longestSeconds)} at the longest, over ${past.repair.count} unplanned ${past.repair.count === 1 ? 'outage' : 'outages'}${past.repair.unknown > 0 ? `; of ${past.repair.unknown} more the end is not known` : ''}.`,
      })
    for (const text of past.patterns) items.push({ lead: 'Pattern', text, note: 'A count, not a proof.' })
    return [
      { type: 'heading', level: 2, text: 'Recurrence', note: 'from the incidents that are kept here' },
      ...(items.length > 0 ? [{ type: 'list' as const, ordered: false, items }] : []),
      ...(past.similar.length > 0
        ? [
            {
              type: 'table' as const,
              columns: [{ name: 'Similar incident' }, { name: 'What happened' }, { name: 'In common' }],
              rows: past.similar.map(({ id, headline, because }) => [
                { text: id, style: 'short' as const },
                { text: headline },
                { text: because.join(', '), style: 'soft' as const },
              ]),
            },
          ]
        : []),
    ]
  },
})
