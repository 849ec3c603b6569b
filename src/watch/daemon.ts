import type { Environment } from '../config/index.ts'
import type { EvidenceInput } from '../bundle/index.ts'
import { fileIncident } from '../incidents/index.ts'
import type { ClusterState, DiagnosisDocument, Incident } from '../model/index.ts'
import { announce, type ConfiguredChannel, deliverDue, type Message, messageOfIncident } from '../notify/index.ts'
import { forgetEvidence, keepEvidence, type IncidentStore } from '../store/index.ts'
import { type Fault, faultsOf } from './faults.ts'
import { warnings as definitions } from './index.generated.ts'
import { type Counters, openMetrics } from './metrics.ts'
import type { WatchSettings } from './settings.ts'
import type { Sighting } from './sighting.ts'
import { type Silence, silencedUntil } from './silences.ts'
import { type Curves, type Explained, extend, NO_CURVES, stateOf } from './state.ts'
import { NOTHING, type Remembered, type Transition, transitionsOf } from './transitions.ts'
import { unexplainedDocument } from './unexplained.ts'
import { evaluate, type RaisedSigns } from './warnings/evaluate.ts'

/** The evidence of a fault and what follows from it. */
export interface Explanation {
  readonly document: DiagnosisDocument
  /** What was collected, to be kept with the incident. */
  readonly evidence: readonly EvidenceInput[]
  /** Removes the collected files once they are kept. */
  readonly done: () => Promise<void>
}

export interface WatchParts {
  readonly store: IncidentStore
  readonly settings: WatchSettings
  readonly channels: readonly ConfiguredChannel[]
  readonly env: Environment
  readonly now: () => number
  readonly wait: (ms: number) => Promise<void>
  readonly look: () => Promise<Sighting>
  readonly explain: (fault: Fault) => Promise<Explanation>
  /** One line for the log of the daemon. */
  readonly say: (line: string) => void
}

/** What survives the death of the daemon, in one row of the store. */
interface Kept {
  readonly remembered: Remembered
  readonly pending: readonly Fault[]
  /** Guests that are down, and what is known of it. */
  readonly explained: Readonly<Record<string, Explained>>
  /** Incidents whose guests are not back, with the fault to look at again. */
  readonly open: Readonly<Record<string, { readonly incident: string; readonly fault: Fault; readonly told: boolean }>>
  readonly raised: RaisedSigns
  readonly digestOn: string | null
}
const EMPTY: Kept = { remembered: NOTHING, pending: [], explained: {}, open: {}, raised: {}, digestOn: null }

const KEY = 'watch'
export const SILENCES_KEY = 'silences'
const WATCHER = 'watch'
const MOST_TRIES = 4
const FLAPPING = 3
const HOUR_MS = 3_600_000
const FORGET_DELIVERIES_MS = 90 * 86_400_000

export interface Watch {
  /** Looks once, keeps what it saw, explains what is waiting. */
  step(): Promise<void>
  /** Waits until everything that was seen is explained and told. */
  settled(): Promise<void>
  state(): ClusterState | null
  metrics(): Promise<string>
  /** Something came from outside (a webhook): look sooner. */
  nudge(): void
  nudged(): boolean
  /** Milliseconds until the next look. */
  pause(): number
}

/**
 * The daemon without its clock and without its ways of looking. Order of a step: look, compare, keep, and only then explain and
 * tell: whatever dies in between is picked up from what was kept.
 */
export async function createWatch(parts: WatchParts): Promise<Watch> {
  const { store, settings, channels } = parts
  let kept: Kept = { ...EMPTY, ...(JSON.parse((await store.marks.get(KEY)) ?? '{}') as Partial<Kept>) }
  let curves: Curves = NO_CURVES
  let last: ClusterState | null = null
  let failures = 0
  let lively = 0
  let nudged = false
  let counters = { looks: 0, failedLooks: 0, lookSeconds: 0, diagnoses: 0, diagnosisSeconds: 0, coverage: null as number | null }
  let explaining: Promise<void> = Promise.resolve()
  const tries = new Map<string, number>()

  const keep = async (changes: Partial<Kept>) => {
    kept = { ...kept, ...changes }
    await store.marks.set(KEY, JSON.stringify(kept))
  }
  const silences = async () => JSON.parse((await store.marks.get(SILENCES_KEY)) ?? '[]') as Silence[]
  const tell = (message: Message) => announce(store.deliveries, channels, message, new Date(parts.now()))

  async function step(): Promise<void> {
    const started = parts.now()
    nudged = false
    let sighting: Sighting
    try {
      sighting = await parts.look()
      failures = 0
    } catch (error) {
      failures++
      counters = { ...counters, looks: counters.looks + 1, failedLooks: counters.failedLooks + 1 }
      parts.say(`the look failed: ${(error as Error).message}`)
      await deliverDue(store.deliveries, channels, parts.env, parts.now)
      return
    }
    counters = { ...counters, looks: counters.looks + 1, lookSeconds: (parts.now() - started) / 1000 }
    const { transitions, remembered } = transitionsOf(kept.remembered, sighting)
    const faults = faultsOf(transitions)
    for (const transition of transitions) parts.say(`${transition.about}: ${transition.kind}`)
    if (transitions.length > 0) lively = parts.now()
    const returned = transitions.filter(
      ({ kind }) => kind === 'back' || kind === 'node-back' || kind === 'quorum-back' || kind === 'restarted',
    )
    const pending = [...kept.pending, ...faults.filter(({ id }) => !kept.pending.some((one) => one.id === id)), ...againOf(kept, returned)]
    curves = extend(curves, sighting)
    const draft = stateOf(sighting, remembered, curves, new Map(Object.entries(kept.explained)), [])
    const judged = evaluate(
      kept.raised,
      draft,
      definitions,
      { memoryAt: settings.memoryAt / 100, storageAt: settings.storageAt / 100 },
      await silences(),
      parts.now(),
    )
    await keep({ remembered, pending, raised: judged.raised, explained: withoutReturned(kept.explained, returned) })
    last = { ...draft, warnings: judged.standing, guests: draft.guests.map((guest) => applied(guest, kept.explained)) }
    for (const message of judged.messages) await tell(message)
    await digest()
    // A store that refuses (a full disk) must not end the explaining for good: what is pending is taken up with the next step.
    if (kept.pending.length > 0)
      explaining = explaining
        .then(explainPending)
        .catch((error: unknown) => parts.say(`explaining was broken off: ${(error as Error).message}`))
    await deliverDue(store.deliveries, channels, parts.env, parts.now)
  }

  /** One after another: two explanations at once would ask a sick host twice. */
  async function explainPending(): Promise<void> {
    for (let fault = kept.pending[0]; fault; fault = kept.pending[0]) {
      const wait = fault.by + settings.settle - parts.now()
      if (wait > 0) await parts.wait(wait)
      await explainOne(fault)
    }
  }

  async function explainOne(fault: Fault): Promise<void> {
    const started = parts.now()
    let explanation: Explanation
    try {
      explanation = await parts.explain(fault)
    } catch (error) {
      const n = (tries.get(fault.id) ?? 0) + 1
      tries.set(fault.id, n)
      parts.say(`${fault.about[0]}: could not be explained (${(error as Error).message}), try ${n} of ${MOST_TRIES}`)
      if (n < MOST_TRIES) {
        await parts.wait(Math.min(60_000, 2000 * 2 ** n))
        return
      }
      explanation = { document: unexplainedDocument(fault, (error as Error).message), evidence: [], done: async () => {} }
    }
    try {
      await file(
        fault,
        explanation.document.diagnoses.length > 0
          ? explanation
          : { ...explanation, document: unexplainedDocument(fault, 'the evidence shows no outage') },
      )
    } finally {
      await explanation.done()
    }
    tries.delete(fault.id)
    const rows = explanation.document.coverage
    counters = {
      ...counters,
      diagnoses: counters.diagnoses + 1,
      diagnosisSeconds: (parts.now() - started) / 1000,
      coverage: rows.length === 0 ? null : rows.filter(({ status }) => status === 'complete').length / rows.length,
    }
    await keep({ pending: kept.pending.filter(({ id }) => id !== fault.id) })
    await deliverDue(store.deliveries, channels, parts.env, parts.now)
  }

  /** Each fault that the diagnosis tells apart becomes one incident; guests of the same fault point to the same one. */
  async function file(fault: Fault, { document, evidence }: Explanation): Promise<void> {
    const stamp = { by: WATCHER, at: parts.now() }
    const explained: Record<string, Explained> = { ...kept.explained }
    const open = { ...kept.open }
    const byCause = new Map<string, Incident>()
    for (const about of fault.about) {
      const n = diagnosisFor(document, about)
      const diagnosis = document.diagnoses[n]
      if (!diagnosis) continue
      const key = about.replace(/^guest:/, '')
      // A guest that only fell silent, and nothing else speaks of it, is no incident.
      if (diagnosis.conclusion === 'no-outage' && fault.kinds.every((kind) => kind === 'silent')) continue
      const cause = `${diagnosis.cause?.id ?? 'undetermined'}|${diagnosis.cause?.evidence.join() ?? about}`
      let incident = byCause.get(cause)
      if (!incident) {
        const keptEvidence = evidence.length > 0 ? await keepEvidence(store.folder, evidence, { zone: document.zone.name }) : null
        const filed = await fileIncident(store, document, {
          stamp,
          outage: n + 1,
          ...(keptEvidence && 'recipe' in keptEvidence ? { evidence: keptEvidence } : {}),
        })
        if (filed.outcome === 'same' && keptEvidence && 'recipe' in keptEvidence) await forgetEvidence(keptEvidence)
        incident = await store.get(filed.id)
        byCause.set(cause, incident)
        parts.say(`${incident.id}: ${incident.headline}`)
      }
      const planned = diagnosis.outage.planned === true
      explained[key] = { incident: incident.id, says: sentenceOf(incident), planned }
      const back = diagnosis.outage.to !== null || isBack(about)
      const told = open[about]?.told ?? false
      if (back) {
        delete open[about]
        delete explained[key]
        if (told) await tell(messageOfIncident(incident, 'recovery', settings.link ?? null))
      } else open[about] = { incident: incident.id, fault, told }
      if (!planned && !told && !(await quiet(incident, about))) {
        await tell(messageOfIncident(incident, 'outage', settings.link ?? null))
        if (open[about]) open[about] = { ...open[about], told: true }
      }
    }
    await keep({ explained, open })
    if (last) last = { ...last, guests: last.guests.map((guest) => applied(guest, explained)) }
  }

  const isBack = (about: string): boolean => {
    const guest = kept.remembered.guests[about.replace(/^guest:/, '')]
    if (guest) return guest.seen.running && !guest.seen.halted && !guest.silent
    const node = kept.remembered.nodes[about.replace(/^node:/, '')]
    return node?.online === true
  }

  /** Silenced, or so often down within the hour that people know by now. */
  async function quiet(incident: Incident, about: string): Promise<boolean> {
    const names = [about, incident.subject.id, incident.subject.name, incident.subject.node].filter((name) => name !== undefined)
    const list = await silences()
    if (names.some((name) => silencedUntil(list, name, parts.now()) !== null)) return true
    const guest = incident.subject.id
    if (!guest) return false
    const { incidents } = await store.list({ guest, since: parts.now() - HOUR_MS, limit: FLAPPING + 2 })
    if (incidents.filter((one) => one.outage.planned !== true).length <= FLAPPING) return false
    const hour = Math.floor(parts.now() / HOUR_MS)
    await tell({
      ...messageOfIncident(incident, 'outage', settings.link ?? null),
      key: `flapping:${about}:${hour}`,
      title: `${incident.headline} It goes down again and again.`,
    })
    return true
  }

  async function digest(): Promise<void> {
    if (!settings.digest) return
    const now = new Date(parts.now())
    const day = `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`
    if (kept.digestOn === day || now.getHours() * 60 + now.getMinutes() < minutesOf(settings.digest)) return
    await keep({ digestOn: day })
    const { incidents } = await store.list({ since: parts.now() - 24 * HOUR_MS, limit: 100 })
    if (incidents.length === 0) return
    await tell({
      key: `digest:${day}`,
      kind: 'digest',
      urgency: 'P4',
      title: `${incidents.length} ${incidents.length === 1 ? 'outage' : 'outages'} in the last day, ${incidents.filter(({ outage }) => outage.planned === true).length} planned`,
      lines: incidents.slice(0, 20).map(({ id, headline }) => `${id}  ${headline}`),
      next: null,
      link: settings.link ?? null,
      labels: { severity: 'P4' },
      startsAt: null,
      endsAt: null,
    })
    await store.deliveries.forget(parts.now() - FORGET_DELIVERIES_MS)
  }

  return {
    step,
    settled: async () => {
      await explaining
      await deliverDue(store.deliveries, channels, parts.env, parts.now)
    },
    state: () => last,
    nudge: () => {
      nudged = true
    },
    nudged: () => nudged,
    pause: () => {
      if (failures > 0) return Math.min(120_000, settings.every * 2 ** Math.min(failures, 6))
      return parts.now() - lively < 60_000 ? Math.min(settings.every, 3000) : settings.every
    },
    async metrics() {
      const { incidents } = await store.list({ limit: 10_000 })
      const groups = Map.groupBy(incidents, (one) => `${one.cause?.id ?? 'undetermined'} ${one.outage.planned === true}`)
      const all: Counters = {
        ...counters,
        incidents: Array.from(groups, ([key, same]) => ({
          cause: key.split(' ')[0]!,
          planned: key.endsWith('true'),
          count: same.length,
        })).toSorted((a, b) => (a.cause < b.cause ? -1 : 1)),
        openActions: (await store.actions({ status: ['open', 'in-progress'] })).length,
        waitingDeliveries: (await store.deliveries.list({ limit: 1000 })).filter(({ state }) => state === 'waiting').length,
      }
      return openMetrics(last, all)
    },
  }
}

const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

const applied = (guest: ClusterState['guests'][number], explained: Readonly<Record<string, Explained>>): ClusterState['guests'][number] => {
  const why = explained[`${guest.kind}:${guest.id}`]
  return why ? { ...guest, ...why } : guest
}

const withoutReturned = (explained: Kept['explained'], returned: readonly Transition[]): Kept['explained'] =>
  Object.fromEntries(Object.entries(explained).filter(([key]) => !returned.some(({ about }) => about === `guest:${key}`)))

/** What came back is looked at once more: now its end is in the logs. */
const againOf = (kept: Kept, returned: readonly Transition[]): Fault[] =>
  returned.flatMap(({ about, kind }) => {
    const open = kept.open[about]
    return open && kind !== 'restarted' ? [{ ...open.fault, id: `${open.fault.id}+back`, about: [about] }] : []
  })

/** The diagnosis of this guest or node, else the first: it was asked about. */
function diagnosisFor(document: DiagnosisDocument, about: string): number {
  const [what, kind, id] = about.split(':')
  const found = document.diagnoses.findIndex(({ subject }) =>
    what === 'guest'
      ? subject.kind === kind && subject.id === id
      : what === 'node'
        ? subject.kind === 'node' && (subject.node ?? subject.name ?? subject.id) === kind
        : false,
  )
  return found === -1 ? 0 : found
}

const sentenceOf = (incident: Incident): string => {
  const text = incident.headline.replace(/^[^:]*: /, '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
