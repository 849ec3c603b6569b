import type { Entities, Observation } from '../model/index.ts'
import type { CauseDefinition, Finding, Signal } from './define.ts'

const BURST_MS = 15 * 60_000
/** Supporting lines count this long before and after the decisive ones. */
const NEAR_MS = 20 * 60_000

export function matchesSignal(observation: Observation, signals: readonly Signal[] | undefined): boolean {
  return (signals ?? []).some(
    (signal) =>
      (typeof signal.kind === 'string' ? signal.kind === observation.kind : signal.kind.includes(observation.kind)) &&
      (signal.side === undefined || signal.side === observation.side) &&
      (signal.where === undefined || signal.where(observation)),
  )
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

  const groups = groupBursts(observations.filter((o) => matchesSignal(o, cause.signals.decisive)), keys, burst)
  const strong = groups.map((group) => makeFinding(cause, group.about, group.members, observations, keys))
  if (strong.length > 0) return strong
  return groupBursts(observations.filter((o) => matchesSignal(o, cause.signals.supporting)), keys, burst).map((group) =>
    makeFinding(cause, group.about, [], observations, keys),
  )
}

interface Group {
  about: Entities
  members: Observation[]
  until: number | null
}

function groupBursts(seen: readonly Observation[], keys: readonly (keyof Entities)[], burstMs: number): Group[] {
  const groups: Group[] = []
  for (const observation of seen) {
    const home = groups.findLast(
      (group) =>
        belongs(group.about, observation.about, keys) &&
        (group.until === null || observation.at === null || Math.abs(observation.at - group.until) <= burstMs),
    )
    if (home) {
      home.members.push(observation)
      home.about = merge(home.about, observation.about)
      home.until = observation.until ?? observation.at ?? home.until
    } else groups.push({ about: observation.about, members: [observation], until: observation.until ?? observation.at })
  }
  return groups
}

function makeFinding(
  cause: CauseDefinition,
  about: Entities,
  decisive: readonly Observation[],
  all: readonly Observation[],
  keys: readonly (keyof Entities)[],
): Finding {
  const times = decisive.flatMap((o) => (o.at === null ? [] : [o.at, o.until ?? o.at]))
  const from = times.length > 0 ? Math.min(...times) : null
  const until = times.length > 0 ? Math.max(...times) : null
  const near = (o: Observation) =>
    belongs(about, o.about, keys) && (o.at === null || from === null || until === null || (o.at >= from - NEAR_MS && o.at <= until + NEAR_MS))
  const supporting = all.filter((o) => !decisive.includes(o) && near(o) && matchesSignal(o, cause.signals.supporting))
  const contradicting = all.filter((o) => near(o) && matchesSignal(o, cause.signals.contradicting))
  const first = supporting.find((o) => o.at !== null)?.at ?? null
  return {
    cause,
    about: decisive.length > 0 ? about : supporting.reduce((known, o) => merge(known, o.about), about),
    at: from ?? (decisive.length === 0 ? first : null),
    until: until ?? (decisive.length === 0 ? first : null),
    decisive,
    supporting,
    contradicting,
  }
}
