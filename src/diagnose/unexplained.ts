import type { CauseDefinition, Finding } from '../causes/index.ts'
import type { CoverageRow, Diagnosis, Observation, Outage } from '../model/index.ts'
import type { Evidence } from './case.ts'
import { investigate } from './investigation.ts'
import { iso, subjectOf } from './outage.ts'
import { doubt, settleOf } from './rule-out.ts'
import type { Selection } from './select.ts'
import { escalationOf, severityOf } from './severity.ts'
import { nameSubject, sentence, stateWords } from './words.ts'

type Refs = (observations: readonly Observation[], coverage?: readonly CoverageRow[]) => string[]

/** What a life's end looks like when nothing says why. */
const STATE_OF_END: readonly (readonly [RegExp, Outage['state']])[] = [
  [/^(boot\.unclean-end|wtmp\.boot)/, 'rebooted'],
  [/^(qemu\.(io-error|paused))/, 'paused'],
  [/^(kernel\.(hung|soft|hard|rcu))/, 'hung'],
  [/^(qemu\.start|task\.error|ct\.start)/, 'start-failed'],
]

/** At most this many open causes; a longer list helps nobody at 3 a.m. */
const OPEN_CAP = 6

/** So long before the end of its host a guest may end without having ended by itself. */
const HOST_TOOK_ALONG_MS = 2 * 60_000

/** A line that follows the end by more than this did not bring it about. */
const AFTER_END_MS = 5 * 60_000

/** Lines that every end of a guest leaves behind: by themselves they point nowhere. */
const ANY_END = /^(?:scope\.deactivated|qmeventd\.cleanup|tap\.disabled|journal\.unclean|boot\.(?:un)?clean-end)$/

/** No cause is supported: either nothing went down, and that is shown, or it stays open, and what would settle it is said. */
export function unexplained(evidence: Evidence, selection: Selection, causes: readonly CauseDefinition[]) {
  const guest = evidence.subject && evidence.subject.kind !== 'node' ? evidence.subject.id : undefined
  const mine = (o: Observation) => guest === undefined || o.about.guest === undefined || o.about.guest === guest
  const asked = (o: Observation) =>
    o.at === null || ((evidence.since === undefined || o.at >= evidence.since) && (evidence.until === undefined || o.at <= evidence.until))
  const loud = evidence.observations.filter((o) => mine(o) && asked(o) && ['end', 'fault', 'symptom'].includes(o.salience))
  const ends = loud.filter((o) => o.salience === 'end')
  const running = evidence.observations.filter((o) => o.kind === 'qemu.status' && mine(o) && o.fields['status'] === 'running')
  const { alive, restarted, insideUnseen } = whatLives(running, evidence)
  // The answer of a command that tells how things are now holds no time.
  const complete = evidence.coverage.filter((row) => holdsTime(row) && ofItsHome(row, evidence, guest))
  // How things are now fits many a cause, and says nothing of what was.
  const ofThen = selection.weak.filter((f) =>
    f.supporting.some((o) => o.salience !== 'context' || o.cites[0].source.collected?.takenAt == null),
  )
  const nothing = ofThen.length === 0 && ends.length === 0 && loud.every((o) => o.salience !== 'fault')
  const neverDown = nothing && !restarted && !insideUnseen && (alive.length > 0 || (loud.length === 0 && complete.length > 0))

  // A host that stopped without a shutdown took its guests along, unless they had ended before.
  const hostEnd = loud.find((o) => o.side === 'host' && o.kind === 'boot.unclean-end' && o.at !== null)
  const withHost = hostEnd !== undefined && !ends.some((o) => o.side === 'host' && o.at !== null && o.at < hostEnd.at! - HOST_TOOK_ALONG_MS)
  const first = withHost ? hostEnd : (ends[0] ?? loud[0])
  const state: Outage['state'] = neverDown
    ? 'none'
    : first === undefined
      ? 'stopped'
      : (STATE_OF_END.find(([kinds]) => kinds.test(first.kind))?.[1] ?? (ends.length > 0 ? 'stopped' : 'degraded'))
  const back =
    neverDown || first === undefined || first.at === null
      ? undefined
      : evidence.observations.find(
          (o) =>
            o.salience === 'recovery' &&
            o.about.guest !== undefined &&
            o.about.guest === (guest ?? first.about.guest) &&
            o.at !== null &&
            o.at > first.at!,
        )
  const outage: Outage = {
    state,
    from: neverDown ? null : iso(first?.at),
    to: iso(back?.at),
    seconds: back === undefined ? null : Math.round((back.at! - first!.at!) / 1000),
    planned: null,
  }
  const subject = subjectOf(evidence, undefined, guest ?? first?.about.guest)
  const name = nameSubject(subject)
  const { rejected, open } = doubt(evidence, causes, null, [...selection.elsewhere, ...selection.farOff, ...selection.weak], outage, guest)
  const suspected = (f: Finding) => f.cause.suspectWhen?.includes(state) === true
  const before = (o: Observation) => o.at === null || first === undefined || first.at === null || o.at <= first.at + AFTER_END_MS
  const weak = ofThen
    .map((f) => ({ ...f, supporting: f.supporting.filter(before) }))
    .filter((f) => f.supporting.length > 0)
    .filter((f) => !rejected.some((r) => r.cause === f.cause))
    .filter((f) =>
      withHost
        ? f.cause.reach === 'node' && f.supporting.some((o) => o.side === 'host')
        : suspected(f) || f.supporting.some((o) => !ANY_END.test(o.kind)),
    )
    .toSorted((a, b) => Number(suspected(b)) - Number(suspected(a)))
  const shown = [...alive, ...loud, ...(back ? [back] : [])].slice(0, 12)
  const path = investigate(evidence, subject, null, mine)
  const escalation = escalationOf(evidence, null, guest)
  const cited = [
    ...shown,
    ...weak.flatMap((f) => f.supporting.slice(0, 3)),
    ...rejected.flatMap((r) => r.observations),
    ...path.flatMap((p) => p.observations),
    ...escalation.flatMap((e) => e.observations),
  ]

  const build = (refs: Refs): Diagnosis => ({
    subject,
    outage,
    conclusion: neverDown ? 'no-outage' : 'inconclusive',
    cause: neverDown
      ? {
          id: 'none',
          title: 'It never went down',
          because:
            alive.length > 0 ? sentence(alive[0]!.says) : `${complete[0]!.source} holds the whole time and tells of no end, fault or stop.`,
          evidence: refs(alive.slice(0, 3), alive.length > 0 ? [] : complete.slice(0, 1)),
        }
      : null,
    chain: [],
    whys: [],
    rejected: rejected.map((r) => ({
      id: r.cause.id,
      title: r.cause.title,
      because: r.because,
      evidence: refs(r.observations, r.coverage),
    })),
    unknown: neverDown
      ? []
      : [
          ...weak.slice(0, OPEN_CAP).map((f) => ({
            id: f.cause.id,
            because: `${sentence(f.cause.title)} Lines that fit it are there (${f.supporting[0]!.says}), none that proves it.`,
            wouldSettle: settleOf(f.cause, subject),
          })),
          ...open
            .filter((o) => !weak.some((f) => f.cause === o.cause))
            .slice(0, Math.max(0, OPEN_CAP - weak.length))
            .map((o) => ({ id: o.cause.id, because: o.because, wouldSettle: settleOf(o.cause, subject) })),
          ...(weak.length + open.length === 0
            ? [{ id: 'undetermined', because: 'No line here tells of an end, a fault or a stop.', wouldSettle: GENERAL }]
            : []),
        ],
    remediation: [],
    headline: neverDown
      ? sentence(`${name} did not go down`)
      : withHost && subject.kind !== 'node'
        ? sentence(
            `${name} went down with its host ${hostEnd.about.node ?? ''}, which stopped without a shutdown; the lines do not say why`.replace(
              '  ',
              ' ',
            ),
          )
        : first
          ? sentence(`${name} ${stateWords(state)}; the lines do not say why`)
          : insideUnseen && !restarted && alive.length > 0
            ? sentence(`The process of ${name} never ended; what happened inside it cannot be seen`)
            : sentence(`Why ${name} went down is not in the lines that are here`),
    statements: [],
    bracket: {
      lastAlive: null,
      firstDown: null,
      firstBack: back ? { at: iso(back.at)!, because: sentence(back.says), evidence: refs([back]) } : null,
    },
    parties: [],
    severity: severityOf({ outage, subject }, null),
    impact: [],
    investigation: path.map(({ step, observations, coverage }) => ({ ...step, evidence: refs(observations, coverage) })),
    prevention: [],
    lessons: [],
    actions: [],
    escalation: escalation.map(({ criterion, met, because, observations }) => ({ criterion, met, because, evidence: refs(observations) })),
    memory: null,
    alsoSeen: loud.slice(0, 8).map((o) => ({ text: sentence(o.says), evidence: refs([o]) })),
    timeline: refs(shown),
  })
  return { cited, rank: [0], build }
}

/**
 * A process that is alive now proves something only when it is known to be older than what is asked about, and only for the
 * process: a guest that stopped or started anew inside keeps it.
 */
function whatLives(
  running: readonly Observation[],
  evidence: Evidence,
): { alive: Observation[]; restarted: boolean; insideUnseen: boolean } {
  const since = evidence.since ?? evidence.at
  const age = (o: Observation) => (typeof o.fields['startedAt'] === 'number' ? o.fields['startedAt'] : null)
  const alive = running.filter((o) => age(o) === null || (since !== undefined && age(o)! <= since))
  return {
    alive,
    restarted: running.length > 0 && alive.length === 0,
    insideUnseen: running.some((o) => age(o) !== null) && !evidence.coverage.some((row) => row.side === 'guest' && (row.lines ?? 0) > 0),
  }
}

const holdsTime = ({ status, from, to }: CoverageRow): boolean => status === 'complete' && from !== null && to !== null && from < to

const FOLDER_OF_NODE = /(?:^|\/)nodes\/([^/]+)(?:\/|$)/

/**
 * Of a guest of a cluster, only the log of the node that it lives on tells by its silence that nothing happened. When that
 * node could not be asked, or nobody says which of several it is, the others prove nothing.
 */
function ofItsHome({ source }: CoverageRow, { observations, coverage }: Evidence, guest: string | undefined): boolean {
  const nodes = new Set(coverage.flatMap((row) => FOLDER_OF_NODE.exec(row.source)?.[1] ?? []))
  if (guest === undefined || nodes.size === 0) return true
  const homes = new Set(observations.flatMap((o) => (o.kind === 'guest.known' && o.about.guest === guest ? (o.about.node ?? []) : [])))
  const node = FOLDER_OF_NODE.exec(source)?.[1]
  return homes.size === 0 ? nodes.size === 1 : node !== undefined && homes.has(node)
}

const GENERAL = [
  { what: 'the host kernel and service log around that time', command: 'ssh HOST "journalctl --since=-2h -o short-iso-precise"' },
  { what: 'who asked for what', command: 'ssh HOST "tail -n 50 /var/log/pve/tasks/index"' },
  { what: 'how the guest ended', command: 'ssh GUEST "last -x | head; journalctl -b -1 -n 100"' },
]
