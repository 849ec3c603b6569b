import { SHORTEST_LITERAL } from '../journal/index.ts'
import type { Side } from '../model/index.ts'
import { parsers, patterns } from './index.generated.ts'
import type { Wanted } from './read/journal.ts'

const ANYTHING = /(?:)/

/** So much of a text log is read whole before lines are chosen: it takes no time, and nothing can be missed. */
const READ_WHOLE_BYTES = 48 * 1024 * 1024
const BOOT = /Linux version |-- Boot |-- Reboot --|---<<BOOT>>---/

/** Of all patterns and parsers, also of those that a journal is not asked for: what ends something must not be passed over. */
const LINE_LITERALS = [
  ...new Set([...patterns, ...parsers].flatMap((unit) => [...unit.literals, ...('listensFor' in unit ? (unit.listensFor ?? []) : [])])),
].filter((literal) => Buffer.byteLength(literal) >= SHORTEST_LITERAL)

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
    if (!journal?.anchor) return [anchor]
    const nearby = { id, literals: journal.nearbyLiterals ?? literals, regexp: journal.nearby ?? ANYTHING, anchor: false, intent: false }
    return [anchor, nearby]
  })
  const all = [...told, ...parsed]
  const opens = parsers.flatMap(({ journal }) => (typeof journal === 'object' && journal.opens ? [journal.opens.source] : []))
  const intents = new Set(all.filter((one) => one.intent).map((one) => one.id))
  const opened = new RegExp(opens.join('|'))
  return {
    intents,
    anchors: all.filter((one) => one.anchor),
    nearby: all.filter((one) => !one.anchor),
    opens: opened,
    lines: { literals: LINE_LITERALS, opens: opened, looksBack: BOOT, wholeBytes: READ_WHOLE_BYTES },
  }
}
