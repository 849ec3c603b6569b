import type { Entities, Observation } from '../model/index.ts'
import type { CauseDefinition, Company, Finding, Signal } from './define.ts'

const BURST_MS = 15 * 60_000
/** So many findings without a decisive line are kept. */
const WEAK_CAP = 20
/** Supporting lines count this long before and after the decisive ones. */
const NEAR_MS = 20 * 60_000

export function matchesSignal(observation: Observation, signals: readonly Signal[] | undefined, all: readonly Observation[] = []): boolean {
  return (signals ?? []).some(
    (signal) =>
      (typeof signal.kind === 'string' ? signal.kind === observation.kind : signal.kind.includes(observation.kind)) &&
      (signal.side === undefined || signal.side === observation.side) &&
      (signal.where === undefined || signal.where(observation)) &&
      (signal.with === undefined || isInCompany(observation, signal.with, all)),
  )
}

function isInCompany(observation: Observation, company: Company, all: readonly Observation[]): boolean {
  const ofKind = placesOf(all)
  return company.kind
    .flatMap((kind) => ofKind.get(kind) ?? [])
    .map((place) => all[place]!)
    .some(
      (other) =>
        other !== observation &&
        other.side === (company.side ?? observation.side) &&
        (company.where === undefined || company.where(other)) &&
        (other.at === null || observation.at === null || gapMs(observation, other) <= company.withinSeconds * 1000),
    )
}

/** Between the nearest ends of two observations that may each last. */
function gapMs(a: Observation, b: Observation): number {
  const [from, to] = [Math.max(a.at!, b.at!), Math.min(a.until ?? a.at!, b.until ?? b.at!)]
  return Math.max(0, from - to)
}

/** Guests, nodes and split keys that are both named must agree; what is not named does not contradict. */
function belongs(a: Entities, b: Entities, keys: readonly (keyof Entities)[]): boolean {
  return keys.every((key) => a[key] === undefined || b[key] === undefined || a[key] === b[key])
}

function merge(a: Entities, b: Entities): Entities {
  return { ...b, ...a }
}

/**
 * The findings of one cause in the observations (sorted, entities resolved): bursts of decisive lines about the same thing,
 * each with what supports and contradicts it near in time. Supporting lines alone make a finding that cannot be concluded.
 */
export function findCause(cause: CauseDefinition, observations: readonly Observation[]): Finding[] {
  const burst = cause.burstMs ?? BURST_MS
  const keys: (keyof Entities)[] = [...(cause.reach === 'cluster' ? [] : (['node'] as const)), ...(cause.splitBy ?? [])]
  if (cause.reach === 'guest') keys.push('guest')

  const supporting = matching(observations, cause.signals.supporting)
  const contradicting = matching(observations, cause.signals.contradicting)
  const around: Around = { supporting: inTime(supporting), contradicting: inTime(contradicting) }
  const groups = groupBursts(matching(observations, cause.signals.decisive), keys, burst)
  if (groups.length > 0) return groups.map((group) => makeFinding(cause, group.about, group.members, group.members, around, keys))
  // Of circumstantial lines alone the latest are enough: they conclude nothing.
  return groupBursts(supporting, keys, burst)
    .slice(-WEAK_CAP)
    .map((group) => makeFinding(cause, group.about, [], group.members, around, keys))
}

/** Where each kind stands in the observations. Made once for all causes: most ask for kinds that did not occur, and then cost nothing. */
const places = new WeakMap<readonly Observation[], ReadonlyMap<string, readonly number[]>>()

function placesOf(observations: readonly Observation[]): ReadonlyMap<string, readonly number[]> {
  let known = places.get(observations)
  if (known === undefined) {
    const made = new Map<string, number[]>()
    observations.forEach(({ kind }, place) => {
      const ofKind = made.get(kind)
      if (ofKind === undefined) made.set(kind, [place])
      else ofKind.push(place)
    })
    places.set(observations, (known = made))
  }
  return known
}

/** The observations that match one of the signals, in their order. */
function matching(observations: readonly Observation[], signals: readonly Signal[] | undefined): Observation[] {
  if (signals === undefined || signals.length === 0) return []
  const ofKind = placesOf(observations)
  const kinds = new Set(signals.flatMap(({ kind }) => kind))
  const found = Array.from(kinds, (kind) => ofKind.get(kind) ?? []).filter((list) => list.length > 0)
  const ordered = found.length === 1 ? found[0]! : found.flat().sort((a, b) => a - b)
  return ordered.map((place) => observations[place]!).filter((observation) => matchesSignal(observation, signals, observations))
}

/** Looks up observations by time; those without a time belong to every time. */
type InTime = (from: number | null, to: number | null) => readonly Observation[]
interface Around {
  readonly supporting: InTime
  readonly contradicting: InTime
}

function inTime(sorted: readonly Observation[]): InTime {
  const timeless = sorted.filter((o) => o.at === null)
  const timed = sorted.filter((o) => o.at !== null)
  return (from, to) => {
    if (from === null || to === null) return sorted
    let low = 0
    let high = timed.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (timed[middle]!.at! < from) low = middle + 1
      else high = middle
    }
    let end = low
    while (end < timed.length && timed[end]!.at! <= to) end++
    return [...timeless, ...timed.slice(low, end)]
  }
}

interface Group {
  about: Entities
  members: Observation[]
  until: number | null
}

function groupBursts(seen: readonly Observation[], keys: readonly (keyof Entities)[], burstMs: number): Group[] {
  const groups: Group[] = []
  for (const observation of seen) {
    const home = nearestGroup(groups, observation, keys, burstMs)
    if (home) {
      home.members.push(observation)
      home.about = merge(home.about, observation.about)
      home.until = observation.until ?? observation.at ?? home.until
    } else groups.push({ about: observation.about, members: [observation], until: observation.until ?? observation.at })
  }
  return groups
}

/** Observations come in order of time, so that groups far back are over; a few long ones may still be open between them. */
const OVER = 64

function nearestGroup(
  groups: readonly Group[],
  { at, about }: Observation,
  keys: readonly (keyof Entities)[],
  burstMs: number,
): Group | undefined {
  let over = 0
  for (let n = groups.length - 1; n >= 0 && over < OVER; n--) {
    const group = groups[n]!
    if (group.until !== null && at !== null && Math.abs(at - group.until) > burstMs) over++
    else if (belongs(group.about, about, keys)) return group
  }
  return undefined
}

function makeFinding(
  cause: CauseDefinition,
  about: Entities,
  decisive: readonly Observation[],
  members: readonly Observation[],
  around: Around,
  keys: readonly (keyof Entities)[],
): Finding {
  let from: number | null = null
  let until: number | null = null
  for (const { at, until: last } of members) {
    if (at === null) continue
    from = from === null || at < from ? at : from
    until = until === null || (last ?? at) > until ? Math.max(at, last ?? at) : until
  }
  const near = (look: InTime) =>
    look(from === null ? null : from - NEAR_MS, until === null ? null : until + NEAR_MS).filter((o) => belongs(about, o.about, keys))
  const own = new Set(decisive)
  const supporting = near(around.supporting).filter((o) => !own.has(o))
  const contradicting = near(around.contradicting)
  const first = supporting.find((o) => o.at !== null)?.at ?? null
  return {
    cause,
    about: decisive.length > 0 ? about : supporting.reduce((known, o) => merge(known, o.about), about),
    at: decisive.length === 0 ? first : from,
    until: decisive.length === 0 ? first : until,
    decisive,
    supporting,
    contradicting,
  }
}
