import type { Diagnosis, Observation, Outage, Subject } from '../model/index.ts'
import { isDate } from '../timeline/index.ts'
import type { Finding } from '../causes/index.ts'
import type { Evidence } from './case.ts'
import type { Story } from './stories.ts'

export interface Bracket {
  /** Last proof of life, first proof of being down, first proof of being back. */
  readonly lastAlive: Observation | null
  readonly firstDown: Observation | null
  readonly firstBack: Observation | null
}

const DAY_MS = 86_400_000

/** Observations that tell of the subject: of its guest, or of its node when no guest is known. */
function concerns(observation: Observation, guest: string | undefined, node: string | undefined): boolean {
  if (guest !== undefined)
    return observation.about.guest === guest || (observation.side === 'guest' && observation.about.guest === undefined)
  return node === undefined || observation.about.node === undefined || observation.about.node === node
}

export function bracketOutage(evidence: Evidence, story: Story, guest: string | undefined): Bracket {
  const node = story.mechanism.about.node
  const told = [story.mechanism, ...story.faces].flatMap((f) => [...f.decisive, ...f.supporting])
  const mine = told.filter((o) => o.at !== null && (guest === undefined || o.about.guest === undefined || o.about.guest === guest))
  const ends = mine.filter((o) => o.salience === 'end')
  const decisive = story.mechanism.decisive.filter((o) => o.at !== null)
  const firstDown = earliest(ends.filter((o) => decisive.length === 0 || o.at! >= decisive[0]!.at! - 60_000)) ?? decisive[0] ?? null
  const downAt = firstDown?.at ?? null
  if (downAt === null) return { lastAlive: null, firstDown, firstBack: null }
  let firstBack: Observation | null = null
  let lastAlive: Observation | null = null
  const at = (o: Observation | null, none: number) => o?.at ?? none
  for (const o of evidence.observations) {
    if (o.at === null) continue
    if (o.salience === 'recovery' && o.at > downAt && o.at - downAt < 30 * DAY_MS && o.at < at(firstBack, Number.POSITIVE_INFINITY))
      if (concerns(o, guest, guest === undefined ? node : undefined)) firstBack = o
    if (
      o.side === 'guest' &&
      o.at < downAt &&
      downAt - o.at < DAY_MS &&
      o.salience !== 'end' &&
      o.at > at(lastAlive, Number.NEGATIVE_INFINITY)
    )
      lastAlive = o
  }
  return { lastAlive, firstDown, firstBack }
}

const earliest = (list: readonly Observation[]) =>
  list.reduce<Observation | undefined>((best, o) => (best === undefined || o.at! < best.at! ? o : best), undefined)

/** What the subject suffered: said by the lines of the mechanism and its faces, otherwise what the cause does to a guest. */
export function outageState(story: Story): Outage['state'] {
  const state = story.mechanism.cause.state
  if (state !== 'degraded') return state
  // One program died, and then the whole guest with it: the face says what the guest suffered.
  return story.faces.map((face) => face.cause.state).find((face) => face === 'killed' || face === 'hung') ?? state
}

export function describeOutage(story: Story, bracket: Bracket): Outage {
  const from = bracket.firstDown?.at ?? story.mechanism.at
  const to = bracket.firstBack?.at ?? null
  return {
    state: outageState(story),
    from: iso(from),
    to: iso(to),
    seconds: from !== null && to !== null ? Math.round((to - from) / 1000) : null,
    planned: story.upstream.some((u) => u.finding.cause.planned === false) ? false : story.mechanism.cause.planned,
  }
}

export const iso = (at: number | null | undefined): string | null =>
  at === null || at === undefined || !Number.isFinite(at) || !isDate(at) || Math.abs(at) > 8.64e15
    ? null
    : new Date(Math.floor(at)).toISOString()

/** Who went down. The question names it; else the guest the lines name; else the killed process; else the node. */
export function subjectOf(evidence: Evidence, finding: Finding | undefined, guest: string | undefined): Diagnosis['subject'] {
  const node = finding?.about.node ?? evidence.observations.find((o) => o.side === 'host' && o.about.node)?.about.node
  const withNode = node === undefined || finding?.decisive[0]?.side === 'guest' ? {} : { node }
  const asked = evidence.subject
  if (asked?.kind === 'node') return { kind: 'node', id: asked.id, ...(node === undefined ? {} : { node }) }
  if (guest !== undefined) {
    const isThere = (kind: 'vm' | 'ct') => evidence.observations.some((o) => o.about.guest === guest && o.about.guestKind === kind)
    const kind: Subject['kind'] =
      asked?.id === guest && (asked.kind === 'ct' || (asked.kind === 'vm' && isThere('vm')))
        ? asked.kind
        : (evidence.observations.find((o) => o.about.guest === guest && o.about.guestKind)?.about.guestKind ??
          (asked?.kind as 'vm' | 'ct') ??
          'vm')
    const name = evidence.observations.find((o) => o.about.guest === guest && typeof o.fields['name'] === 'string')?.fields['name']
    return { kind, id: guest, ...(typeof name === 'string' ? { name } : {}), ...withNode }
  }
  const process = finding?.about.process
  const inGuest = finding
    ? finding.decisive[0]?.side === 'guest'
    : evidence.coverage.length > 0 && evidence.coverage.every((row) => row.side === 'guest')
  if (inGuest) return { kind: 'vm', ...(finding?.about.node === undefined ? {} : { name: finding.about.node }) }
  if (process !== undefined && finding?.cause.reach === 'guest' && finding.about.pid !== undefined)
    return { kind: 'process', name: process, id: String(finding.about.pid), ...withNode }
  return { kind: 'node', ...(node === undefined ? {} : { id: node, node }) }
}
