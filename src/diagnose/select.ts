import type { Observation } from '../model/index.ts'
import { type CausalEdge, type CauseDefinition, type Finding, findCause } from '../causes/index.ts'
import { mayConcern } from './asked.ts'
import type { Evidence } from './case.ts'
import { linkFindings } from './link.ts'
import { compareMerit, merit, type Story, tellStories } from './stories.ts'

/** Stories whose mechanisms lie closer than this compete for one outage. */
const ONE_OUTAGE_MS = 30 * 60_000
/** Two ends of life further apart than this are two outages: what is dead does not die again. */
const ONE_END_MS = 2 * 60_000

/** Two processes that were each killed did not die of one story. */
const otherVictim = (a: Story, b: Story) => {
  const [x, y] = [a.mechanism, b.mechanism]
  return (
    x.cause.reach === 'guest' &&
    y.cause.reach === 'guest' &&
    x.about.pid !== undefined &&
    y.about.pid !== undefined &&
    x.about.pid !== y.about.pid
  )
}

const endsLife = (story: Story) => ['killed', 'stopped', 'rebooted'].includes(story.mechanism.cause.state)

/** The stories that compete for one outage, best first. */
export interface Contest {
  readonly guest: string | undefined
  readonly stories: readonly [Story, ...Story[]]
  /** True when the first two are of equal merit: nothing in the evidence separates them. */
  readonly tied: boolean
  /** False when it stood still or was slow somewhere, and neither the guest that was asked about is named nor its host died. */
  readonly touches: boolean
}

export interface Selection {
  readonly contests: readonly Contest[]
  /** How many outages show where the evidence was too much to be read whole. */
  readonly elsewhereInTime: number
  readonly strong: readonly Finding[]
  readonly weak: readonly Finding[]
  /** Findings about other guests than the one asked for. */
  readonly elsewhere: readonly Finding[]
  /** Faults that were over long before or came long after the end of the guest that was asked for. */
  readonly farOff: readonly Finding[]
}

export function select(evidence: Evidence, causes: readonly CauseDefinition[], edges: readonly CausalEdge[]): Selection {
  const findings = causes.flatMap((cause) => findCause(cause, evidence.observations))
  const asked = evidence.subject && evidence.subject.kind !== 'node' ? evidence.subject.id : undefined
  const mine = mayConcern(evidence)
  const strong = findings.filter((finding) => finding.decisive.length > 0 && mine(finding))
  const weak = findings.filter((finding) => finding.decisive.length === 0 && mine(finding))
  const elsewhere = findings.filter((finding) => finding.decisive.length > 0 && !mine(finding))

  const told = tellStories(strong, linkFindings(strong, edges)).filter((story) => inSpan(story, evidence))
  const ends = asked === undefined ? [] : endsOf(evidence, asked)
  const stories = told.filter((story) => ends.length === 0 || touches(story, asked) || ends.some((end) => mayBelong(story, end)))
  const farOff = told.filter((story) => !stories.includes(story)).map((story) => story.mechanism)
  const all = contests(stories, asked)
  const known = all.filter(({ stories: [story] }) => isReadWhole(story, evidence))
  return { contests: known, elsewhereInTime: all.length - known.length, strong, weak, elsewhere, farOff }
}

/** Where only faults were read, what speaks against a cause is not known. */
function isReadWhole({ mechanism: { at, decisive } }: Story, { readWhole }: Evidence): boolean {
  const source = decisive[0]?.cites[0].source
  const spans = source === undefined ? undefined : readWhole?.get(source.stream ?? source.file)
  return spans === undefined || at === null || spans.some(({ from, to }) => at >= from && at <= to)
}

/** A fault that is over for longer than this, and whose lines do not name the guest, is not why its process ended. */
const FAR_MS = 2 * 60 * 60_000

const endsOf = (evidence: Evidence, guest: string): number[] =>
  evidence.observations.flatMap((o) =>
    o.side === 'host' && o.at !== null && o.about.guest === guest && (o.kind === 'scope.deactivated' || o.kind === 'qmeventd.cleanup')
      ? [o.at]
      : [],
  )

function mayBelong({ mechanism, explains }: Story, end: number): boolean {
  if (mechanism.at === null) return true
  const until = Math.max(...explains.map((f) => f.until ?? f.at ?? 0))
  return end >= mechanism.at - FAR_MS && end <= until + FAR_MS
}

const touches = (story: Story, asked: string | undefined): boolean =>
  asked === undefined || endsLife(story) || story.explains.some((f) => f.about.guest === asked)

function inSpan(story: Story, { since, until }: Evidence): boolean {
  const at = story.mechanism.at
  if (at === null) return true
  return (since === undefined || at >= since) && (until === undefined || at <= until)
}

function contests(stories: readonly Story[], asked: string | undefined): Contest[] {
  const sorted = stories.toSorted(
    (a, b) =>
      (a.mechanism.at ?? Number.POSITIVE_INFINITY) - (b.mechanism.at ?? Number.POSITIVE_INFINITY) ||
      (a.mechanism.cause.id < b.mechanism.cause.id ? -1 : 1),
  )
  const groups: { guest: string | undefined; until: number | null; stories: Story[] }[] = []
  for (const story of sorted) {
    const guest = asked ?? guestOf(story)
    const at = story.mechanism.at
    const home = groups.findLast(
      (group) =>
        (group.guest === guest || group.guest === undefined || guest === undefined) &&
        !group.stories.some((other) => endsLife(other) && endsLife(story) && otherVictim(other, story)) &&
        (group.until === null ||
          at === null ||
          at - group.until <= (endsLife(story) && group.stories.some(endsLife) ? ONE_END_MS : ONE_OUTAGE_MS)),
    )
    if (home) {
      home.stories.push(story)
      home.guest ??= guest
      home.until = Math.max(home.until ?? at ?? 0, story.mechanism.until ?? at ?? 0)
    } else groups.push({ guest, until: story.mechanism.until ?? at, stories: [story] })
  }
  return groups.map(({ guest, stories: list }) => {
    const ended = firstEnd(list)
    const worth = (story: Story) => [cameAfter(story, ended) ? 0 : 1, ...merit(story, guest)]
    const ranked = list.toSorted((a, b) => compareMerit(worth(a), worth(b)) || order(a, b))
    const [first, second] = ranked
    const tied =
      second !== undefined && compareMerit(worth(first!), worth(second)) === 0 && first!.mechanism.cause.id !== second.mechanism.cause.id
    return { guest, stories: ranked as unknown as [Story, ...Story[]], tied, touches: touches(first!, asked) }
  })
}

/** Lines about an end are printed up to some seconds before those of its cause. */
const PRINTED_LATE_MS = 10_000

/** The first end of a life that the host tells of: what the guest's own clock says cannot be set against it. */
function firstEnd(stories: readonly Story[]): Observation | undefined {
  return stories
    .flatMap((story) => [story.mechanism, ...story.faces].flatMap((f) => [...f.decisive, ...f.supporting]))
    .filter((o) => o.kind === 'scope.deactivated' && o.side === 'host' && o.at !== null)
    .toSorted((a, b) => a.at! - b.at!)[0]
}

/** What began when the guest was already down did not take it down. */
const cameAfter = ({ mechanism }: Story, ended: Observation | undefined): boolean =>
  ended !== undefined &&
  mechanism.at !== null &&
  mechanism.decisive.every((o) => o.side === 'host' && o.at !== null && o.at > ended.at! + PRINTED_LATE_MS) &&
  (mechanism.about.node === undefined || ended.about.node === undefined || mechanism.about.node === ended.about.node)

export function guestOf(story: Story): string | undefined {
  const named = [story.mechanism, ...story.faces].map((finding) => finding.about.guest).filter((guest) => guest !== undefined)
  return new Set(named).size === 1 ? named[0] : undefined
}

/** Earlier first, then by id: any fixed order will do, as long as it never depends on the order of files. */
function order(a: Story, b: Story): number {
  const [x, y] = [a.mechanism.at ?? Number.POSITIVE_INFINITY, b.mechanism.at ?? Number.POSITIVE_INFINITY]
  if (x !== y) return x - y
  return a.mechanism.cause.id < b.mechanism.cause.id ? -1 : 1
}
