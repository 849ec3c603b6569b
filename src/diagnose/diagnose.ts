import {
  causes as allCauses,
  circumstances as allCircumstances,
  edges as allEdges,
  type CauseDefinition,
  type Finding,
} from '../causes/index.ts'
import type { CoverageRow, Diagnosis, DiagnosisDocument, Observation } from '../model/index.ts'
import type { Evidence } from './case.ts'
import { type Circumstance, findCircumstances } from './circumstances.ts'
import { killedNextOf } from './killed-next.ts'
import { investigate } from './investigation.ts'
import { memoryOf } from './memory.ts'
import { type Bracket, bracketOutage, describeOutage, iso, subjectOf } from './outage.ts'
import { partiesOf } from './parties.ts'
import { createEvidenceList } from './refs.ts'
import { doubt, fillCommand, settleOf } from './rule-out.ts'
import { type Contest, select, type Selection } from './select.ts'
import { escalationOf, severityOf } from './severity.ts'
import type { Story } from './stories.ts'
import { unexplained } from './unexplained.ts'
import { conclude, witnesses } from './verdict.ts'
import { agreeing, allLines, duration, nameSubject, sentence, stateWords, sufferers } from './words.ts'

type Refs = (observations: readonly Observation[], coverage?: readonly CoverageRow[]) => string[]
/** A diagnosis whose references are filled in once everything that is cited is known. */
type Draft = { readonly cited: readonly Observation[]; readonly rank: readonly number[]; build(refs: Refs): Diagnosis }

const TIMELINE_CAP = 60

/**
 * The diagnosis of a case: a pure function of the evidence, so that the same bundle gives the same bytes.
 */
export function diagnose(
  evidence: Evidence,
  version: string,
  map = { causes: allCauses, edges: allEdges, circumstances: allCircumstances },
): DiagnosisDocument {
  const selection = select(evidence, map.causes, map.edges)
  const drafts =
    selection.contests.length > 0
      ? mostRelevant(selection.contests, evidence).map((contest) => explained(evidence, selection, contest, map))
      : [unexplained(evidence, selection, map.causes)]
  const ordered = drafts.toSorted((a, b) => compareRank(a.rank, b.rank))

  const list = createEvidenceList()
  for (const draft of ordered) list.add(draft.cited)
  const refs: Refs = (observations, coverage = []) => [...list.refs(observations), ...coverage.map((row) => `coverage:${row.source}`)]
  const diagnoses = ordered.map((draft) => draft.build(refs))
  const items = list.list()
  return {
    schema: 'whydown.diagnosis/v1',
    tool: { name: 'whydown', version },
    zone: evidence.zone,
    diagnoses,
    evidence: items,
    timeline: items.map((item) => item.ref),
    coverage: evidence.coverage.toSorted((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0)),
    notes: [
      ...evidence.notes,
      ...(selection.contests.length > DIAGNOSES_CAP
        ? [
            `${selection.contests.length} outages are in the evidence; the ${DIAGNOSES_CAP} most relevant are told. --since, --until and --subject choose others.`,
          ]
        : []),
      ...(selection.elsewhereInTime > 0
        ? [
            `At least ${selection.elsewhereInTime} more outages show at other times, where only what broke was read; they are not told here.`,
          ]
        : []),
    ],
  }
}

function compareRank(a: readonly number[], b: readonly number[]): number {
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return (a[n] ?? 0) - (b[n] ?? 0)
  return 0
}

type Map = { causes: readonly CauseDefinition[]; circumstances: typeof allCircumstances }

function explained(evidence: Evidence, selection: Selection, contest: Contest, map: Map): Draft {
  const [story] = contest.stories
  const { guest } = contest
  const { mechanism } = story
  const conclusion = contest.tied ? 'inconclusive' : conclude(mechanism)
  const bracket = bracketOutage(evidence, story, guest)
  const outage = describeOutage(story, bracket)
  const subject = subjectOf(evidence, mechanism, guest)
  const span = {
    from: outage.from === null ? mechanism.at : Date.parse(outage.from),
    to: outage.to === null ? null : Date.parse(outage.to),
  }
  const circumstances = findCircumstances(map.circumstances, evidence, mechanism, span, guest)
  const others = [
    ...contest.stories.slice(1).map((s) => s.mechanism),
    ...selection.strong,
    ...selection.elsewhere,
    ...selection.farOff,
    ...selection.weak,
  ]
  const { rejected, open } = doubt(evidence, map.causes, story, others, outage, guest)
  const rivals = contest.tied ? contest.stories.filter((s) => s !== story).slice(0, 3) : []
  const parties = partiesOf(story, subject)
  const memory = memoryOf(evidence, story)
  const next = killedNextOf(evidence, story)
  const escalation = escalationOf(evidence, story, guest)
  const told = [story.mechanism, ...story.faces, ...story.upstream.map((u) => u.finding)]
  // How QEMU ended, or what somebody did about it, is no illness of its own.
  const treatable = told.filter(
    (finding) => !story.faces.includes(finding) || !['qemu', 'operator', 'migration'].includes(finding.cause.area),
  )
  const belongsHere = new Set(told.flatMap(allLines))
  const near = (o: Observation) =>
    o.at === null || span.from === null || (o.at >= span.from - 3_600_000 && o.at <= (span.to ?? span.from) + 3_600_000)
  const mineOrShared = (o: Observation) => guest === undefined || o.about.guest === undefined || o.about.guest === guest
  const path = investigate(
    evidence,
    subject,
    span.from === null ? null : { from: span.from - 300_000, to: span.from + 60_000 },
    (o) => near(o) && mineOrShared(o),
  )
  const alsoSeen = evidence.observations
    .filter((o) => o.salience === 'fault' && near(o) && !belongsHere.has(o) && !rejected.some((r) => r.observations.includes(o)))
    .slice(0, 8)
  const timeline = evidence.observations
    .filter((o) => belongsHere.has(o) || (near(o) && mineOrShared(o) && o.salience !== 'context'))
    .slice(0, TIMELINE_CAP)
  const marks = [bracket.lastAlive, bracket.firstDown, bracket.firstBack].filter((o) => o !== null)
  const cited = [
    ...told.flatMap((finding) => allLines(finding)),
    ...rivals.flatMap((s) => s.mechanism.decisive),
    ...circumstances.flatMap((c) => c.evidence),
    ...rejected.flatMap((r) => r.observations),
    ...parties.flatMap((p) => p.observations),
    ...escalation.flatMap((e) => e.observations),
    ...path.flatMap((p) => p.observations),
    ...alsoSeen,
    ...(next?.rows.map((row) => row.observation) ?? []),
    ...timeline,
    ...marks,
  ]
  const name = sufferers(subject, mechanism.cause.reach, outage.state, evidence.subject?.kind === 'node')
  const suffered = agreeing(name, stateWords(outage.state))
  return {
    cited,
    rank: rankOf(evidence, outage.planned, conclusion, span.from, contest.touches, outage.state),
    build(refs) {
      const because = sentence(mechanism.cause.because(mechanism))
      const keyLines = [...mechanism.decisive.slice(0, 4), ...corroborating(mechanism)]
      const chain = chainOf(story, circumstances, refs)
      const inconclusive = conclusion === 'inconclusive'
      const headline = inconclusive
        ? sentence(`${name} ${suffered}; ${contest.tied ? 'more than one cause remains' : 'the lines contradict each other'}`)
        : sentence(`${name} ${suffered}: ${mechanism.cause.title}`)
      const draft: Diagnosis = {
        subject,
        outage,
        conclusion,
        cause: inconclusive ? null : { id: mechanism.cause.id, title: mechanism.cause.title, because, evidence: refs(keyLines) },
        chain: inconclusive ? [] : chain,
        whys: inconclusive ? [] : whysOf(story, circumstances, name, outage, because, refs),
        rejected: rejected.map((r) => ({
          id: r.cause.id,
          title: r.cause.title,
          because: r.because,
          evidence: refs(r.observations, r.coverage),
        })),
        unknown: [
          ...(inconclusive ? [mechanism, ...rivals.map((s) => s.mechanism)] : []).map((f) => ({
            id: f.cause.id,
            because: sentence(f.cause.because(f)),
            wouldSettle: settleOf(f.cause, subject),
          })),
          ...open.map((o) => ({ id: o.cause.id, because: o.because, wouldSettle: settleOf(o.cause, subject) })),
          ...(inconclusive ? [] : openQuestions(mechanism, bracket, subject, conclusion)),
        ],
        remediation: inconclusive ? [] : remediesOf(treatable, circumstances, subject),
        headline,
        statements: inconclusive ? [] : statementsOf(story, circumstances, because, outage, bracket, conclusion, refs, keyLines),
        bracket: {
          lastAlive: mark(bracket.lastAlive, refs),
          firstDown: mark(bracket.firstDown, refs),
          firstBack: mark(bracket.firstBack, refs),
        },
        parties: parties.map(({ observations, ...party }) => ({ ...party, evidence: refs(observations) })),
        severity: severityOf({ outage, subject }, story),
        impact: impactOf(story, subject, outage, refs),
        investigation: path.map(({ step, observations, coverage }) => ({ ...step, evidence: refs(observations, coverage) })),
        prevention: [...told.map((f) => f.cause), ...circumstances.map((c) => c.definition)].flatMap((unit) =>
          unit.prevention.map((p) => ({ ...p, addresses: unit.id })),
        ),
        lessons: lessonsOf(story, circumstances, refs),
        actions: inconclusive
          ? []
          : remediesOf(treatable, circumstances, subject).map(({ text, when, addresses }) => ({ text, kind: when, addresses })),
        escalation: escalation.map(({ criterion, met, because: why, observations }) => ({
          criterion,
          met,
          because: why,
          evidence: refs(observations),
        })),
        memory: memory
          ? {
              ...memory.account,
              evidence: refs(memory.observations),
              notes: memory.notes.map((n) => ({ text: n.text, evidence: refs(n.observations) })),
            }
          : null,
        ...(next
          ? {
              killedNext: {
                at: next.at,
                text: next.text,
                rows: next.rows.map(({ observation, ...row }) => ({ ...row, evidence: refs([observation]) })),
                notes: next.notes.map((note) => ({ text: note, evidence: refs(next.rows.map((row) => row.observation)) })),
              },
            }
          : {}),
        alsoSeen: alsoSeen.map((o) => ({ text: sentence(o.says), evidence: refs([o]) })),
        timeline: refs(timeline),
      }
      return draft
    },
  }
}

/** More than this nobody reads at once; planned stops of a busy host are the first to go. */
const DIAGNOSES_CAP = 20

function mostRelevant(contests: readonly Contest[], evidence: Evidence): readonly Contest[] {
  if (contests.length <= DIAGNOSES_CAP) return contests
  const key = ({ stories: [{ mechanism }], tied, touches }: Contest) =>
    rankOf(evidence, mechanism.cause.planned, tied ? 'inconclusive' : 'likely', mechanism.at, touches, mechanism.cause.state)
  return contests
    .map((contest) => ({ contest, key: key(contest) }))
    .toSorted((a, b) => compareRank(a.key, b.key))
    .slice(0, DIAGNOSES_CAP)
    .map(({ contest }) => contest)
}

/** Most relevant first: what was asked for, then what took it down, then unplanned, then decided, then the latest. */
function rankOf(
  evidence: Evidence,
  planned: boolean | null,
  conclusion: Diagnosis['conclusion'],
  from: number | null,
  touches: boolean,
  state: Diagnosis['outage']['state'],
): number[] {
  const distance = evidence.at === undefined || from === null ? 0 : Math.abs(from - evidence.at)
  return [
    distance,
    touches ? 0 : 1,
    // A program that died while its machine ran on is not what a person asks about when the machine went down too.
    state === 'degraded' ? 1 : 0,
    planned === true ? 1 : 0,
    conclusion === 'inconclusive' ? 1 : 0,
    from === null ? 1 : 0,
    -(from ?? 0),
  ]
}

const mark = (o: Observation | null, refs: Refs) => {
  const at = iso(o?.at)
  return o && at !== null ? { at, because: sentence(o.says), evidence: refs([o]) } : null
}

/** Supporting lines by another witness than the decisive ones: what makes it two sources. */
function corroborating(finding: Finding): Observation[] {
  const witness = finding.decisive[0]?.witness
  const found: Observation[] = []
  for (const o of finding.supporting)
    if (o.witness !== witness && (o.salience === 'end' || o.salience === 'fault' || o.salience === 'intent') && found.push(o) === 2) break
  return found
}

function chainOf(story: Story, circumstances: readonly Circumstance[], refs: Refs): Diagnosis['chain'] {
  const link = (finding: Finding, role: 'mechanism' | 'trigger', because: string) => ({
    id: finding.cause.id,
    role,
    title: finding.cause.title,
    because: sentence(because),
    at: iso(finding.at),
    witnessed: true,
    evidence: refs(finding.decisive.slice(0, 4)),
  })
  const chain = [
    link(story.mechanism, 'mechanism' as const, story.mechanism.cause.because(story.mechanism)),
    ...story.faces.map((f) => link(f, 'mechanism' as const, f.cause.because(f))),
    ...story.upstream.map(({ finding, how }) => link(finding, 'trigger' as const, `${finding.cause.because(finding)} ${how}`)),
    ...circumstances.map((c) => ({
      id: c.definition.id,
      role: c.definition.role,
      title: c.definition.title,
      because: sentence(c.because),
      at: iso(c.evidence[0]?.at),
      witnessed: c.definition.role !== 'trigger',
      evidence: refs(c.evidence),
    })),
  ]
  return chain.filter((entry, n) => chain.findIndex((other) => other.id === entry.id) === n)
}

function whysOf(
  story: Story,
  circumstances: readonly Circumstance[],
  name: string,
  outage: Diagnosis['outage'],
  because: string,
  refs: Refs,
): Diagnosis['whys'] {
  const verb = outage.state === 'none' ? 'look down' : 'go down'
  const whys: Diagnosis['whys'] = [
    { question: `Why did ${name} ${verb}?`, answer: because, evidence: refs(story.mechanism.decisive.slice(0, 3)) },
  ]
  let below = story.mechanism.cause.title
  for (const { finding, how } of story.upstream.slice(0, 2)) {
    whys.push({
      question: `Why: ${below}?`,
      answer: `${sentence(finding.cause.because(finding))} ${sentence(how)}`,
      evidence: refs(finding.decisive.slice(0, 3)),
    })
    below = finding.cause.title
  }
  const ask = (role: Circumstance['definition']['role'], question: string) => {
    for (const c of circumstances.filter((one) => one.definition.role === role).slice(0, 2))
      whys.push({ question, answer: sentence(c.because), evidence: refs(c.evidence) })
  }
  ask('trigger', 'Why just then?')
  ask('condition', 'What made it possible?')
  ask('amplifier', outage.seconds === null ? 'Why did it last?' : `Why did it last ${duration(outage.seconds)}?`)
  return whys.filter((why) => why.evidence.length > 0)
}

function statementsOf(
  story: Story,
  circumstances: readonly Circumstance[],
  because: string,
  outage: Diagnosis['outage'],
  bracket: Bracket,
  conclusion: Diagnosis['conclusion'],
  refs: Refs,
  keyLines: readonly Observation[],
): Diagnosis['statements'] {
  const statements: Diagnosis['statements'] = []
  const conditions = circumstances.filter((c) => c.definition.role === 'condition')
  statements.push({
    id: 'why',
    text: [because, ...conditions.map((c) => sentence(c.because))].join(' '),
    evidence: refs([...keyLines, ...conditions.flatMap((c) => c.evidence)]),
  })
  const triggers = circumstances.filter((c) => c.definition.role === 'trigger')
  if (story.upstream.length > 0 || triggers.length > 0)
    statements.push({
      id: 'why-then',
      text: [
        ...story.upstream.map(({ finding, how }) => `${sentence(finding.cause.because(finding))} ${sentence(how)}`),
        ...triggers.map((c) => `${sentence(c.because)} Near in time is not a proof.`),
      ].join(' '),
      evidence: refs([...story.upstream.flatMap((u) => u.finding.decisive.slice(0, 2)), ...triggers.flatMap((c) => c.evidence)]),
    })
  const amplifiers = circumstances.filter((c) => c.definition.role === 'amplifier')
  if (amplifiers.length > 0)
    statements.push({
      id: 'why-so-long',
      text: amplifiers.map((c) => sentence(c.because)).join(' '),
      evidence: refs(amplifiers.flatMap((c) => c.evidence)),
    })
  const told = witnesses(story.mechanism)
  statements.push({
    id: 'how-sure',
    text:
      conclusion === 'confirmed'
        ? `Confirmed: ${told.length} independent witnesses say the same (${told.join(', ')}), and nothing contradicts them.`
        : story.mechanism.contradicting.length > 0
          ? `Likely: it is written in the lines, but ${story.mechanism.contradicting[0]!.says}.`
          : `Likely: one witness says so (${told.join(', ')}); a second one was not among the sources.`,
    evidence: refs(keyLines.length > 0 ? keyLines : marksOf(bracket)),
  })
  return statements.map((s) => (outage.state === 'none' ? s : s))
}

const marksOf = (bracket: Bracket) => [bracket.firstDown, bracket.firstBack].filter((o) => o !== null)

function openQuestions(
  mechanism: Finding,
  bracket: Bracket,
  subject: Diagnosis['subject'],
  conclusion: Diagnosis['conclusion'],
): Diagnosis['unknown'] {
  const open: Diagnosis['unknown'] = []
  if (conclusion === 'likely' && mechanism.cause.settle.length > 0)
    open.push({
      id: mechanism.cause.id,
      because: 'One witness only; a second, independent one would confirm it.',
      wouldSettle: settleOf(mechanism.cause, subject),
    })
  if (subject.kind !== 'vm' && subject.kind !== 'ct') return open
  if (
    bracket.firstBack === null &&
    bracket.firstDown !== null &&
    !['paused', 'hung', 'unreachable', 'degraded'].includes(mechanism.cause.state)
  )
    open.push({
      id: 'undetermined',
      because: `When ${nameSubject(subject)} came back is not in the lines that are here.`,
      wouldSettle: [
        {
          what: 'start tasks of the guest, with user and time',
          command: fillCommand('ssh {node} "grep -h :{guest}: /var/log/pve/tasks/index*"', subject),
        },
      ],
    })
  else if (
    bracket.firstBack &&
    bracket.firstBack.fields['user'] === undefined &&
    bracket.firstBack.side === 'host' &&
    !bracket.firstBack.kind.startsWith('ha.')
  )
    open.push({
      id: 'undetermined',
      because: `Who started ${nameSubject(subject)} again is not known.`,
      wouldSettle: [{ what: 'who started it', command: fillCommand('ssh {node} "grep -h :{guest}: /var/log/pve/tasks/index*"', subject) }],
    })
  return open
}

function remediesOf(
  told: readonly Finding[],
  circumstances: readonly Circumstance[],
  subject: Diagnosis['subject'],
): Diagnosis['remediation'] {
  const rank = { immediate: 0, 'short-term': 1, 'long-term': 2 }
  const units = [...told.map((f) => f.cause), ...circumstances.map((c) => c.definition)]
  const all = units.flatMap((unit) =>
    unit.remedies.map(({ when, text, command }) => ({
      when,
      text: fillCommand(text, subject),
      ...(command === undefined ? {} : { command: fillCommand(command, subject) }),
      addresses: unit.id,
    })),
  )
  return all
    .filter((remedy, n) => all.findIndex((other) => other.text === remedy.text) === n)
    .toSorted((a, b) => rank[a.when] - rank[b.when])
}

function impactOf(story: Story, subject: Diagnosis['subject'], outage: Diagnosis['outage'], refs: Refs): Diagnosis['impact'] {
  const lines = story.mechanism.decisive.slice(0, 1)
  const length = outage.seconds === null ? 'for a time that the lines do not tell' : `for ${duration(outage.seconds)}`
  const reach = {
    guest: 'this guest only',
    node: 'every guest of the node',
    storage: 'every guest on that storage',
    cluster: 'nodes of the cluster and their guests',
  }
  return [
    {
      text: sentence(
        `${nameSubject(subject)} ${['killed', 'stopped', 'rebooted'].includes(outage.state) ? 'was down' : stateWords(outage.state)} ${length}. It reaches ${reach[story.mechanism.cause.reach]}`,
      ),
      evidence: refs(lines),
    },
  ]
}

function lessonsOf(story: Story, circumstances: readonly Circumstance[], refs: Refs): Diagnosis['lessons'] {
  return circumstances
    .filter((c) => c.definition.role !== 'trigger')
    .map((c) => ({ text: sentence(`${c.definition.title}: ${c.because}`), evidence: refs(c.evidence) }))
    .concat(
      story.faces.length > 0
        ? [
            {
              text: sentence(`What was loudest was a consequence: ${story.faces[0]!.cause.title}`),
              evidence: refs(story.faces[0]!.decisive.slice(0, 2)),
            },
          ]
        : [],
    )
}
