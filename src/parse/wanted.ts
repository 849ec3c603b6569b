import type { Side } from '../model/index.ts'
import { parsers, patterns } from './index.generated.ts'
import type { Wanted } from './read/journal.ts'

const ANYTHING = /(?:)/

/** What the patterns and parsers need of a journal of that side. */
export function wantedMessages(side: Side): Wanted {
  const told = patterns
    .filter((pattern) => pattern.side === undefined || pattern.side === side)
    .map((pattern) => ({
      id: pattern.kind,
      literals: pattern.literals,
      regexp: pattern.match,
      anchor: pattern.salience === 'fault' || pattern.salience === 'end' || pattern.salience === 'intent',
      intent: pattern.salience === 'intent',
    }))
  const parsed = parsers.flatMap(({ id, literals, journal }) => {
    if (journal === 'never') return []
    const anchor = {
      id,
      literals: journal?.anchorLiterals ?? literals,
      regexp: journal?.anchor ?? ANYTHING,
      anchor: true,
      intent: journal?.intent === true,
    }
    return journal?.anchor ? [anchor, { id, literals, regexp: journal.nearby ?? ANYTHING, anchor: false, intent: false }] : [anchor]
  })
  const all = [...told, ...parsed]
  const opens = parsers.flatMap(({ journal }) => (typeof journal === 'object' && journal.opens ? [journal.opens.source] : []))
  const intents = new Set(all.filter((one) => one.intent).map((one) => one.id))
  return { intents, anchors: all.filter((one) => one.anchor), nearby: all.filter((one) => !one.anchor), opens: new RegExp(opens.join('|')) }
}
