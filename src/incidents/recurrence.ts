import type { IncidentSummary, Recurrence } from '../model/index.ts'
import { patternsOf } from './calendar-patterns.ts'
import { sameSubject, startOf } from './same-subject.ts'

const SHOWN = 5

/**
 * What the kept incidents say about one of them. `others` may hold it. Only what was before it counts, so that the report of an
 * old incident does not change with each new one; where no time is known the day decides.
 */
export function recurrenceOf(one: IncidentSummary, others: readonly IncidentSummary[]): Recurrence {
  const at = beginning(one)
  const earlier = others
    .filter((other) => other.id !== one.id && other.outage.state !== 'none')
    .filter((other) => beginning(other) < at)
    .toSorted((a, b) => beginning(a) - beginning(b) || (a.id < b.id ? -1 : 1))
  const own = earlier.filter((other) => sameSubject(one, other))
  const again = own.filter((other) => one.cause !== null && other.cause?.id === one.cause.id)
  return {
    similar: similarTo(one, earlier),
    again: again.length === 0 ? null : { nth: again.length + 1, since: again[0]!.day, ids: again.map(({ id }) => id) },
    between: between([...own, one]),
    repair: repair([...own, one]),
    patterns: patternsOf(one, earlier),
  }
}

const beginning = (one: IncidentSummary) => startOf(one) ?? Date.parse(one.day)

const nodeOf = ({ subject }: IncidentSummary) => subject.node ?? (subject.kind === 'node' ? (subject.name ?? subject.id) : undefined)

function similarTo(one: IncidentSummary, earlier: readonly IncidentSummary[]): Recurrence['similar'] {
  const conditions = new Set(one.links.filter(({ role }) => role !== 'mechanism').map(({ id }) => id))
  return earlier
    .map((other) => {
      const guest = sameSubject(one, other)
      const cause = one.cause !== null && other.cause?.id === one.cause.id
      const node = nodeOf(one) !== undefined && nodeOf(one) === nodeOf(other)
      const shared = other.links.filter(({ id }) => conditions.has(id)).map(({ id }) => id.replace(/^\w+\./, '').replaceAll('-', ' '))
      const because = [
        ...(guest ? [one.subject.kind === 'node' ? 'same node' : 'same guest'] : []),
        ...(cause ? ['same cause'] : []),
        ...(node && !guest ? ['same host'] : []),
        ...shared,
      ]
      const weight = (guest ? 4 : 0) + (cause ? 4 : 0) + (node ? 1 : 0) + Math.min(3, shared.length)
      return { other, because, weight, alike: guest || cause || (node && shared.length > 0) }
    })
    .filter(({ alike }) => alike)
    .toSorted((a, b) => b.weight - a.weight || (startOf(b.other) ?? 0) - (startOf(a.other) ?? 0))
    .slice(0, SHOWN)
    .map(({ other, because }) => ({ id: other.id, day: other.day, headline: other.headline, because }))
}

/** Without a beginning it is not known that anything was down. */
const unplanned = (list: readonly IncidentSummary[]) => list.filter((one) => one.outage.planned !== true && startOf(one) !== null)
const mean = (list: readonly number[]) => list.reduce((sum, n) => sum + n, 0) / list.length

function between(list: readonly IncidentSummary[]): Recurrence['between'] {
  const starts = unplanned(list)
    .flatMap((one) => startOf(one) ?? [])
    .toSorted((a, b) => a - b)
  const gaps = starts.slice(1).map((at, n) => (at - starts[n]!) / 1000)
  return gaps.length === 0 ? null : { count: starts.length, meanSeconds: mean(gaps), shortestSeconds: Math.min(...gaps) }
}

function repair(list: readonly IncidentSummary[]): Recurrence['repair'] {
  const all = unplanned(list)
  const seconds = all.flatMap(({ outage }) => outage.seconds ?? [])
  if (seconds.length === 0) return null
  return { count: seconds.length, unknown: all.length - seconds.length, meanSeconds: mean(seconds), longestSeconds: Math.max(...seconds) }
}
