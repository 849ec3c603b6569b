import { type CausalEdge, type CauseDefinition, type Finding, findCause } from '../causes/index.ts'
import { linkFindings, sortObservations } from '../diagnose/index.ts'
import type { Observation, Side } from '../model/index.ts'
import { createObserver, parsers, patterns, readRecords } from '../parse/index.ts'
import { resolveEntities } from '../timeline/index.ts'
import type { AccuracyCase } from './case.ts'
import { withOtherGuestIds } from './disguise.ts'
import { splitLine, stampOf } from './stamps.ts'

/** The lines by which a case shows its cause, on one machine, and nothing else. */
export interface Specimen {
  readonly cause: string
  /** Id of the case they are taken from. */
  readonly case: string
  readonly side: 'host' | 'guest'
  /** Stamped lines are on one axis that begins with the first; the output of a command has no stamps. */
  readonly lines: readonly string[]
  readonly guest?: string
}

interface Source {
  readonly file: string
  readonly side: Side
  readonly lines: readonly string[]
}

/** What one source shows; the same lines come again and again, in the examples of all arrows of a cause. */
const seen = new Map<string, readonly Observation[]>()

async function observeOne({ file, side, lines }: Source): Promise<readonly Observation[]> {
  const key = `${file}\n${side}\n${lines.join('\n')}`
  const known = seen.get(key)
  if (known) return known
  const observer = createObserver(patterns, parsers)
  const open = async function* () {
    yield Buffer.from(`${lines.join('\n')}\n`)
  }
  const reader = readRecords({ file, side, content: 'text', open }, { zone: 'UTC', reference: null })
  for await (const record of reader.records) observer.see(record)
  const observations = observer.end()
  seen.set(key, observations)
  return observations
}

async function observe(sources: readonly Source[]): Promise<Observation[]> {
  const all = await Promise.all(sources.map(observeOne))
  return resolveEntities(sortObservations(all.flat()))
}

const proven = (cause: CauseDefinition, observations: readonly Observation[]): Finding[] =>
  findCause(cause, observations).filter((finding) => finding.decisive.length > 0)

/** What stands in the lines of one log, from the cites of an observation. */
function citedLines(lines: readonly string[], observations: readonly Observation[], file: string): string[] {
  const numbers = new Set(
    observations.flatMap((o) =>
      o.cites.filter((cite) => cite.source.file === file).flatMap((cite) => [cite.line, ...(cite.continuation ?? []).map((c) => c.line)]),
    ),
  )
  return lines.filter((_, n) => numbers.has(n + 1))
}

async function specimenIn(cause: CauseDefinition, example: AccuracyCase): Promise<Specimen | null> {
  for (const log of example.logs.filter((one) => one.file === undefined)) {
    const side = log.from === 'guest' ? 'guest' : 'host'
    const [finding] = proven(cause, await observe([{ file: 'log', side, lines: log.lines }]))
    if (!finding) continue
    // The fewest lines that still prove it: one observation, all decisive ones, all that belong to it, the whole log.
    for (const observations of [finding.decisive.slice(0, 1), finding.decisive, [...finding.decisive, ...finding.supporting], null]) {
      const lines = observations ? citedLines(log.lines, observations, 'log') : log.lines
      const guest = finding.about.guest
      const [alone] = proven(cause, await observe([{ file: 'log', side, lines }]))
      if (!alone || alone.about.guest !== guest) continue
      return { cause: cause.id, case: example.id, side, lines, ...(guest === undefined ? {} : { guest }) }
    }
  }
  return null
}

const isStamped = (specimen: Specimen) => !/^\d\d:/.test(specimen.lines[0] ?? '') && stampOf(specimen.lines[0] ?? '') !== null

/** For each cause its shortest specimen among the positive cases; stamped lines before the output of commands. */
export async function specimensOf(causes: readonly CauseDefinition[], cases: readonly AccuracyCase[]): Promise<Map<string, Specimen>> {
  const found = new Map<string, Specimen>()
  for (const cause of causes) {
    const specimens: Specimen[] = []
    for (const example of cases.filter((one) => one.arm === 'positive' && one.truth.cause === cause.id)) {
      const specimen = await specimenIn(cause, example)
      if (specimen) specimens.push(specimen)
    }
    const [best] = specimens.toSorted(
      (a, b) => Number(isStamped(b)) - Number(isStamped(a)) || a.lines.length - b.lines.length || (a.case < b.case ? -1 : 1),
    )
    if (best) found.set(cause.id, best)
  }
  return found
}

/** The year that lines without one are taken for. */
const START = Date.UTC(2025, 2, 4, 10, 0, 0)
const GUEST = '102'

interface Placing {
  readonly ms: number
  readonly host: string
  readonly guest: string
}

/** A specimen on a certain machine, about a certain guest, at a certain time. */
function place(specimen: Specimen, { ms, host, guest }: Placing): string[] {
  const [first] = specimen.lines.flatMap((line) => stampOf(line)?.ms ?? [])
  const own: AccuracyCase['logs'] = [{ from: specimen.side, lines: [...specimen.lines] }]
  const id = specimen.guest
  const moved =
    id === undefined || !/^\d+$/.test(id)
      ? own
      : withOtherGuestIds(
          { id: '', arm: 'positive', truth: {} as AccuracyCase['truth'], logs: own, expect: 'truth' },
          Number(guest) - Number(id),
        ).logs
  return moved[0]!.lines.map((line) => {
    const [parts, stamp] = [splitLine(line), stampOf(line)]
    if (!stamp || first === undefined) return line
    if (!parts) return `${stamp.print(stamp.ms - first + ms)}${line.slice(stamp.length)}`
    const at = new Date(parts.stamp.ms - first + ms)
    const [, month, day, time] =
      /^\w{3}, (\d\d) (\w{3}) \d+ ([\d:]+)/.exec(at.toUTCString())?.map((_, n, all) => all[[0, 2, 1, 3][n]!]!) ?? []
    return `${month} ${day} ${time} ${specimen.side === 'guest' ? 'web' : host} ${parts.rest.replace(/UPID:[^:]+:/, `UPID:${host}:`)}`
  })
}

/** Seconds from the one to the other that lie in the window: half a minute where that fits. */
export function typicalDelay([least, most]: CausalEdge['withinSeconds']): number {
  if (least <= 30 && 30 <= most) return 30
  return most < 30 ? most : least + 30
}

const HOUR = 3600

/** Two specimens, and whether the arrow may hold between them. */
export interface EdgeTrial {
  /** In words: what is as it must be, or what is not. */
  readonly how: string
  readonly holds: boolean
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** The example of an arrow and the counter-examples that its window and its binding demand. */
export function trialsOf(edge: CausalEdge, specimens: ReadonlyMap<string, Specimen>): EdgeTrial[] {
  const [from, to] = [specimens.get(edge.from), specimens.get(edge.to)]
  if (!from || !to) return []
  const [least, most] = edge.withinSeconds
  const span = (specimen: Specimen) => {
    const all = specimen.lines.flatMap((line) => stampOf(line)?.ms ?? [])
    return all.length === 0 ? 0 : Math.max(...all) - all[0]!
  }
  const trial = (how: string, holds: boolean, seconds: number, other: Partial<Placing> = {}): EdgeTrial => ({
    how,
    holds,
    from: place(from, { ms: START, host: 'pve', guest: GUEST }),
    to: place(to, { ms: START + seconds * 1000 + (seconds > 0 ? span(from) : -span(to)), host: 'pve', guest: GUEST, ...other }),
  })
  const timed = isStamped(from) && isStamped(to)
  const namesHost = (specimen: Specimen) => specimen.side === 'host' && splitLine(specimen.lines[0] ?? '') !== null
  const bothOnHost = namesHost(from) && namesHost(to)
  const delay = typicalDelay(edge.withinSeconds)
  const example: EdgeTrial = {
    ...trial(`${delay} s later`, true, delay),
    to: place(to, { ms: START + delay * 1000 + (delay > 0 ? span(from) : 0), host: 'pve', guest: GUEST }),
  }
  const named = from.guest !== undefined && to.guest !== undefined
  return [
    example,
    ...(timed
      ? [
          trial(`${words(most + HOUR)} later`, false, most + HOUR),
          trial(`${words(HOUR - Math.min(least, 0))} before`, false, Math.min(least, 0) - HOUR),
        ]
      : []),
    ...(edge.bind === 'same-guest' && named ? [trial('of another guest', false, delay, { guest: '777' })] : []),
    ...(edge.bind === 'same-node' && bothOnHost && timed ? [trial('of another host', false, delay, { host: 'other' })] : []),
  ]
}

const words = (seconds: number) =>
  seconds >= 48 * HOUR
    ? `${Math.round(seconds / 86_400)} d`
    : seconds >= 2 * HOUR
      ? `${+(seconds / HOUR).toFixed(1)} h`
      : `${Math.round(seconds / 60)} min`

/** Does the arrow hold between what the one and the other specimen show? Null when one of the two does not even show. */
export async function holds(
  edge: CausalEdge,
  causes: readonly CauseDefinition[],
  trial: EdgeTrial,
  specimens: ReadonlyMap<string, Specimen>,
): Promise<boolean | null> {
  const sideOf = (id: string) => specimens.get(id)!.side
  const observations = await observe([
    { file: 'a.log', side: sideOf(edge.from), lines: trial.from },
    { file: 'b.log', side: sideOf(edge.to), lines: trial.to },
  ])
  const of = (id: string, file: string) =>
    proven(
      causes.find((cause) => cause.id === id)!,
      observations.filter((o) => o.cites.every((cite) => cite.source.file === file)),
    )
  const [from, to] = [of(edge.from, 'a.log'), of(edge.to, 'b.log')]
  if (from.length === 0 || to.length === 0) return null
  return linkFindings([...from, ...to], [edge]).some((link) => from.includes(link.from) && to.includes(link.to))
}
