import type { BundleWriter } from '../bundle/index.ts'
import { type BundleManifest, type ManifestClock, WhydownError } from '../model/index.ts'
import { agentAnswers, agentScriptOf, answersOf } from './agent-script.ts'
import { type Answer, coverageOf, joinCoverage, type Reach } from './answer.ts'
import type { ApiNode } from './api/node.ts'
import type { ApiCluster } from './api/open.ts'
import type { Plan, Span, Step } from './define.ts'
import { collectors } from './index.generated.ts'
import { clockOf, createMachine, type Machine, type MachineTarget, stepsFor } from './machine.ts'
import { type Asked, decide, type Decision, type HostTriage, resolveGuest } from './triage/decide.ts'
import { readDisks } from './triage/disks.ts'
import { readEnds } from './triage/ends.ts'
import { type GuestFacts, readGuests } from './triage/guests.ts'
import { type MachineFacts, readMachineFacts } from './triage/machine-facts.ts'
import { readTasks } from './triage/tasks.ts'

export interface CollectOptions {
  readonly hosts: readonly MachineTarget[]
  /** Machines of guests that can be asked directly, by the ids and names of the guest. */
  readonly guests: readonly { readonly names: readonly string[]; readonly target: MachineTarget }[]
  /** Endpoints of the Proxmox API: for nodes that cannot be asked directly. */
  readonly api?: readonly (() => Promise<ApiCluster>)[]
  /** Whom it is about, as the user wrote it; everything when absent. */
  readonly question?: string
  /** Where an outage is looked for. */
  readonly window: Span
  /** Read only what lies around the last outage of the window, instead of all of it. */
  readonly narrow?: boolean
  readonly at?: number
  readonly now: number
  readonly budgetMs: number
  readonly createdBy: string
  readonly bundle: BundleWriter
  readonly signal?: AbortSignal
  readonly progress?: (event: CollectProgress) => void
}

export interface CollectProgress {
  readonly machine: string
  readonly state: 'connecting' | 'asking' | 'done' | 'failed'
  /** Short, for one line. */
  readonly text: string
  readonly milliseconds: number
}

export interface Collected {
  readonly manifest: BundleManifest
  readonly asked: Asked | null
  readonly decision: Decision | null
  /** Bytes that came over the wire, before compression. */
  readonly received: number
  readonly machines: readonly { readonly name: string; readonly answered: boolean; readonly because?: string; readonly next?: string }[]
}

/** A guest that is up answers within so long after its host did. */
const PATIENCE_MS = 1000

const isDown = ({ id, kind }: Asked, guests: readonly GuestFacts[]): boolean => {
  const states = guests.filter((guest) => guest.id === id && guest.kind === kind).map(({ running }) => running)
  return states.includes(false) && !states.includes(true)
}

/** The API stamps its answers to the second. */
const API_CLOCK_ERROR_MS = 1000

const KNOWN_DISK = /^(?:sd[a-z]{1,2}|nvme\d{1,2}n1|vd[a-z])$/

/**
 * Asks all machines side by side: first what is cheap and tells which layer ended, then what is left to know, what expires
 * first in front. Everything ends with the budget, with a machine that goes away, or with the signal; what came is kept.
 */
export async function collect(options: CollectOptions): Promise<Collected> {
  const started = performance.now()
  const deadline = Date.now() + options.budgetMs
  const say = (machine: string, state: CollectProgress['state'], text: string) =>
    options.progress?.({ machine, state, text, milliseconds: Math.round(performance.now() - started) })
  const machines: Machine[] = []
  const stop = () => machines.forEach((machine) => machine.close())
  options.signal?.addEventListener('abort', stop, { once: true })

  const join = async (target: MachineTarget): Promise<Machine> => {
    const machine = createMachine(target)
    machines.push(machine)
    say(target.name, 'connecting', target.alias)
    if (options.signal?.aborted || !(await machine.connect())) {
      if (machine.trouble) say(target.name, 'failed', machine.trouble.because)
      return machine
    }
    const plan = planFor(machine, options)
    say(target.name, 'asking', 'triage')
    await machine.ask(stepsFor(collectors, 'triage', plan), deadline)
    return machine
  }
  const near = options.question === undefined ? [] : options.guests.filter(({ names }) => names.includes(bare(options.question!)))
  const joining = options.hosts.map(join)
  const clustersOpening = Promise.all((options.api ?? []).map((open) => open()))
  const nearJoining = near.map(({ target }) => join(target))
  const hosts = (await Promise.all(joining)).filter((machine) => machine.trouble === null)
  const triage = new Map(hosts.map((machine) => [machine, triageOf(machine)]))
  const clusters = await clustersOpening
  const apiNodes = await openApiNodes(clusters, new Set([...triage.values()].map(({ node }) => node)), options, say)
  const seen = [...triage.values(), ...apiNodes.map((node) => node.triage)]

  const everybody = seen.flatMap(({ guests }) => guests)
  const asked = options.question === undefined ? null : (resolveGuest(options.question, everybody) ?? known(options))
  if (options.question !== undefined && asked === null && everybody.length > 0) {
    stop()
    throw unknownGuest(options.question, everybody)
  }
  const late = asked
    ? options.guests.filter((one) => !near.includes(one) && one.names.some((name) => name === asked.id || name === asked.name))
    : []
  const guestJoining = [...nearJoining, ...late.map(({ target }) => join(target))]
  if (asked && isDown(asked, everybody)) {
    // Its host says that it is off. It may be on its way up, but waiting for a connection to time out helps nobody.
    const patience = setTimeout(() => {
      for (const machine of machines.slice(options.hosts.length))
        machine.giveUp({
          because: `${asked.kind === 'ct' ? 'container' : 'VM'} ${asked.id} is not running, says its host`,
          next: 'Collect again once it is up: its own log of the end is inside.',
        })
    }, PATIENCE_MS)
    void Promise.all(guestJoining).finally(() => clearTimeout(patience))
  }
  const guestMachines = await Promise.all(guestJoining)
  const guest = guestMachines.find((machine) => machine.trouble === null)
  // Nodes of a cluster share their time; the first stands for all until the home of the guest is known.
  const clockMs = (hosts[0] ?? guest)?.clock?.offsetMs ?? 0
  const decision = decide(
    shift(options.window, clockMs),
    seen,
    asked,
    guest ? { facts: factsOf(guest), offsetMs: (guest.clock?.offsetMs ?? 0) - clockMs } : null,
    options.at,
  )
  const window = options.narrow ? narrowed(shift(options.window, clockMs), decision.focus) : shift(options.window, clockMs)
  const evidencePlan = (machine: Machine): Plan => {
    const ahead = (machine.clock?.offsetMs ?? 0) - clockMs
    return {
      ...planFor(machine, options),
      window: shift(window, ahead),
      focus: decision.focus.map((span) => shift(span, ahead)),
      layer: decision.layer,
    }
  }

  const second = async (machine: Machine, plan: Plan) => {
    if (options.signal?.aborted) return
    say(machine.target.name, 'asking', decision.layer === 'unknown' ? 'evidence' : `evidence (${decision.because})`)
    await machine.ask(stepsFor(collectors, 'evidence', plan), deadline)
    say(
      machine.target.name,
      'done',
      `${machine.answers.filter(({ result }) => result.ended === 'exit' && result.exit === 0).length} of ${machine.answers.length} sources`,
    )
  }
  const script = asked && !guest ? agentScriptOf(window, decision.focus, options.now) : null
  await Promise.all([
    ...hosts.map((machine) => {
      const host = triage.get(machine)!
      return second(machine, {
        ...evidencePlan(machine),
        home: decision.homes.includes(host.node),
        hasJournal: hasJournal(machine, host.facts),
        tasks: decision.tasks.get(host.node) ?? [],
        disks: readDisks(machine.text('disks.json')).filter((disk) => KNOWN_DISK.test(disk)),
        ...(asked ? { guest: { ...asked } } : {}),
        ...(asked && machine.target.kind === 'libvirt' ? { domain: asked.id } : {}),
        ...(script ? { agentScript: script.text } : {}),
        ...(asked?.windows ? { windowsGuest: true } : {}),
      })
    }),
    ...apiNodes.map(async (node) => {
      if (options.signal?.aborted) return
      await within(
        deadline,
        node.collect({
          node: node.name,
          kind: 'pve',
          now: options.now,
          window,
          focus: decision.focus,
          layer: decision.layer,
          home: decision.homes.includes(node.name),
          hasJournal: true,
          tasks: decision.tasks.get(node.name) ?? [],
          disks: [],
          ...(asked ? { guest: asked } : {}),
          ...(script ? { agentScript: script.text } : {}),
        }),
      )
      say(
        node.name,
        'done',
        `${node.artifacts.filter(({ coverage }) => coverage.status === 'complete').length} of ${node.artifacts.length} sources, through the API`,
      )
    }),
    ...guestMachines
      .filter((machine) => machine.trouble === null)
      .map((machine) => {
        const facts = factsOf(machine)
        return second(machine, {
          ...evidencePlan(machine),
          home: true,
          hasJournal: hasJournal(machine, facts),
          ...(facts.freebsd ? { freebsd: true } : {}),
        })
      }),
  ])
  stop()
  options.signal?.removeEventListener('abort', stop)

  const reference = hosts.find((machine) => decision.homes.includes(triage.get(machine)!.node)) ?? hosts[0] ?? guest
  const missing: NonNullable<BundleManifest['coverage']> = []
  for (const machine of machines) {
    const facts = factsOf(machine)
    const reach = reachOf(machine, facts)
    const groups = Map.groupBy(
      [...machine.answers.filter(({ step }) => step.use !== 'agent-shell'), ...(script ? agentAnswers(machine, script) : [])],
      ({ step }) => `${step.of ?? machine.target.folder}/${step.artifact}`,
    )
    for (const [path, answers] of groups) await addArtifact(options, machine, facts, reach, path, answers, missing)
    if (machine.trouble)
      missing.push({
        source: machine.target.folder,
        side: machine.target.kind === 'guest' ? 'guest' : 'host',
        status: /none of your keys|host key/.test(machine.trouble.because) ? 'denied' : 'missing',
        from: null,
        to: null,
        because: `${machine.trouble.because}. ${machine.trouble.next}`,
      })
  }
  const notes: string[] = clusters.flatMap((cluster) => cluster.notes)
  for (const cluster of clusters)
    if (cluster.trouble)
      missing.push({
        source: `api/${new URL(cluster.url).host}`,
        side: 'api',
        status: 'denied',
        from: null,
        to: null,
        because: `${cluster.trouble.because}. ${cluster.trouble.next}`,
      })
    else if (apiNodes.length > 0 && cluster.resources.length > 0)
      await options.bundle.add(
        `api/${new URL(cluster.url).hostname}/resources.ndjson`,
        cluster.resources.map((row) => `${JSON.stringify(row)}\n`).join(''),
        {
          side: 'host',
          origin: 'GET /cluster/resources',
          collectedAt: new Date(options.now).toISOString(),
          holds: 'state',
          coverage: { status: 'complete', from: null, to: null },
        },
      )
  for (const node of apiNodes) await addApiNode(options, node, script, missing)
  clusters.forEach((cluster) => cluster.close())
  const used = (performance.now() - started) / 1000
  const interrupted = options.signal?.aborted === true
  const partial =
    interrupted ||
    machines.some((machine) => machine.answers.some(({ result }) => result.ended === 'gone' || result.ended === 'not-reached'))
  const home = reference ? factsOf(reference) : null
  const manifest = await options.bundle.finish({
    createdBy: options.createdBy,
    createdAt: new Date(options.now).toISOString(),
    ...(asked ? { subject: `${asked.kind}:${asked.id}` } : {}),
    ...(home?.zone ? { zone: home.zone } : {}),
    window: { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() },
    ...(partial ? { partial } : {}),
    clocks: [
      ...machines.flatMap((machine): ManifestClock[] => {
        const clock = clockOf(machine)
        return clock ? [{ ...clock, ...(machine === reference ? { reference: true } : {}) }] : []
      }),
      ...apiNodes.map((node): ManifestClock => ({
        machine: `nodes/${node.name}`,
        offsetMs: node.clockMs,
        errorMs: API_CLOCK_ERROR_MS,
        exchanges: 3,
        at: new Date(options.now).toISOString(),
        ...(reference === undefined && node === apiNodes[0] ? { reference: true } : {}),
      })),
    ],
    commands: [...machines.flatMap((machine) => machine.commands), ...apiNodes.flatMap((node) => node.commands)],
    ...(notes.length > 0 ? { notes } : {}),
    coverage: missing,
    budget: { seconds: options.budgetMs / 1000, usedSeconds: Number(used.toFixed(1)) },
    triage: { layer: decision.layer, because: decision.because },
  })
  return {
    manifest,
    asked,
    decision,
    received: machines.reduce((sum, machine) => sum + machine.received(), 0),
    machines: [
      ...machines.map(({ target, trouble }) => ({
        name: target.name,
        answered: trouble === null,
        ...(trouble ? { because: trouble.because, next: trouble.next } : {}),
      })),
      ...apiNodes.map(({ name }) => ({ name, answered: true })),
      ...clusters.flatMap(({ url, trouble }) =>
        trouble ? [{ name: new URL(url).host, answered: false, because: trouble.because, next: trouble.next }] : [],
      ),
    ],
  }
}

/** Waits for the work, but not longer than the budget. */
const within = (deadline: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout
  return Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, Math.max(0, deadline - Date.now()))))]).finally(
    () => clearTimeout(timer),
  )
}

/** Nodes that no session reached, as the API sees them. */
async function openApiNodes(
  clusters: readonly ApiCluster[],
  known: ReadonlySet<string>,
  { window, now }: CollectOptions,
  say: (machine: string, state: CollectProgress['state'], text: string) => void,
): Promise<ApiNode[]> {
  const taken = new Set(known)
  const opening: Promise<ApiNode>[] = []
  for (const cluster of clusters) {
    if (cluster.trouble) say(new URL(cluster.url).host, 'failed', cluster.trouble.because)
    for (const node of cluster.nodes) {
      if (taken.has(node)) continue
      taken.add(node)
      say(node, 'asking', 'through the API')
      opening.push(cluster.open(node, window, now))
    }
  }
  return Promise.all(opening)
}

async function addApiNode(
  { bundle, now }: CollectOptions,
  node: ApiNode,
  script: ReturnType<typeof agentScriptOf> | null,
  missing: NonNullable<BundleManifest['coverage']>,
): Promise<void> {
  for (const { path, content, holds, coverage, origin } of node.artifacts) {
    const side = path.startsWith('guests/') ? ('guest' as const) : ('host' as const)
    if (content === '') {
      if (coverage.status !== 'complete') missing.push({ source: path, side, ...coverage })
    } else
      await bundle.add(path, content, {
        side,
        node: node.name,
        origin,
        collectedAt: new Date(now).toISOString(),
        holds,
        ...(side === 'host' ? { clockOffsetMs: node.clockMs } : {}),
        ...(node.zone === null ? {} : { zone: node.zone }),
        coverage,
      })
  }
  if (node.agentSaid === null || script === null) return
  const name = 'guest'
  const answers = answersOf(node.agentSaid, script, `guests/${name}`)
  const text = (artifact: string) =>
    answers
      .filter(({ step }) => step.artifact === artifact)
      .map(({ content }) => content.toString('utf8'))
      .join('\n')
  const facts = readMachineFacts(text('identity.txt'), text('boots.json'))
  const reach: Reach = { oldest: facts.boots[0]?.from ?? null, ownOnly: false }
  for (const [path, group] of Map.groupBy(answers, ({ step }) => `guests/${facts.hostname ?? name}/${step.artifact}`))
    await addAnswers(
      { bundle, now },
      { side: 'guest', node: facts.hostname ?? name, zone: facts.zone, clockMs: null, needs: () => 'more rights in the guest' },
      reach,
      path,
      group,
      missing,
    )
}

/** `vm:102` is 102 to a list of names. */
const bare = (question: string) => question.replace(/^(?:vm|ct|qemu|lxc)[:/]/, '')

/** Times are told to a machine on its own clock. */
function planFor({ target, clock }: Machine, { window, now }: CollectOptions): Plan {
  const ahead = clock?.offsetMs ?? 0
  return {
    node: target.name,
    kind: target.kind,
    window: shift(window, ahead),
    now: now + ahead,
    focus: [],
    layer: 'unknown',
    home: false,
    tasks: [],
    disks: [],
    hasJournal: true,
  }
}

const factsOf = (machine: Machine): MachineFacts => readMachineFacts(machine.text('identity.txt'), machine.text('boots.json'))

function triageOf(machine: Machine): HostTriage {
  const facts = factsOf(machine)
  // The node is what Proxmox calls it; an alias of ours may be another name.
  const node = facts.hostname?.split('.')[0] ?? machine.target.name
  return {
    node,
    facts,
    guests: readGuests(machine.text('guests.txt'), node),
    ends: readEnds(machine.text('triage/bracket.ndjson')),
    tasks: readTasks(machine.text('tasks.txt')),
  }
}

/** Listing the boots of a big journal may take too long; the journal is there all the same. */
function hasJournal(machine: Machine, facts: MachineFacts): boolean {
  const listed = machine.answers.find(({ step }) => step.use === 'boots')?.result
  return facts.boots.length > 0 || listed?.ended === 'hung' || listed?.exit === 124 || listed?.exit === 137
}

function reachOf(machine: Machine, facts: MachineFacts): Reach {
  const boots = machine.answers.find(({ step }) => step.use === 'boots')
  return {
    oldest: facts.boots.length > 0 ? Math.min(...facts.boots.map(({ from }) => from)) : null,
    ownOnly: !facts.readsJournal || /not seeing messages from other users/.test(boots?.result.stderr ?? ''),
  }
}

const shift = ({ from, to }: Span, ms: number): Span => ({ from: from + ms, to: to + ms })

const BEFORE_LAST_MS = 2 * 3_600_000
const QUIET_MS = 4 * 3_600_000

/** Nobody named a time: what led to the last thing that happened, and what followed; the last hours when nothing did. */
function narrowed(window: Span, focus: readonly Span[]): Span {
  const last = focus.at(-1)
  return last
    ? { from: Math.max(window.from, last.from - BEFORE_LAST_MS), to: Math.min(window.to, last.to + QUIET_MS / 4) }
    : { from: Math.max(window.from, window.to - QUIET_MS), to: window.to }
}

/** A guest that no host could tell of, but the configuration knows. */
function known({ question, guests }: CollectOptions): Asked | null {
  const [, kind] = /^(vm|ct)[:/]/.exec(question ?? '') ?? []
  const id = bare(question ?? '')
  const one = guests.find(({ names }) => names.includes(id))
  if (!one && !/^\d+$/.test(id)) return null
  const number = one?.names.find((name) => /^\d+$/.test(name)) ?? id
  const name = one?.names.find((other) => other !== number)
  return { id: number, kind: kind === 'ct' ? 'ct' : 'vm', ...(name === undefined ? {} : { name }), agent: false, windows: false }
}

function unknownGuest(question: string, guests: HostTriage['guests']): WhydownError {
  const names = [...new Map(guests.map((guest) => [`${guest.kind}:${guest.id}`, guest])).values()].map(({ id, name }) =>
    name === null ? id : `${id} (${name})`,
  )
  const shown = names.slice(0, 12).join(', ')
  return new WhydownError(
    'usage',
    `There is no guest ${question} on these hosts.`,
    `There are ${shown}${names.length > 12 ? ` and ${names.length - 12} more` : ''}.`,
  )
}

async function addArtifact(
  options: CollectOptions,
  machine: Machine,
  facts: MachineFacts,
  reach: Reach,
  path: string,
  answers: readonly Answer[],
  missing: NonNullable<BundleManifest['coverage']>,
): Promise<void> {
  // The few lines of the triage are all in the journal of the second round, where that came.
  if (path.includes('/triage/') && machine.answers.some(({ step, content }) => step.artifact === 'journal.ndjson' && content.length > 0))
    return
  const inGuest = machine.target.kind === 'guest' || answers[0]!.step.of !== undefined
  await addAnswers(
    options,
    {
      side: inGuest ? 'guest' : 'host',
      node: inGuest ? path.split('/')[1]! : (facts.hostname?.split('.')[0] ?? machine.target.name),
      zone: facts.zone,
      clockMs: machine.clock?.offsetMs ?? null,
      needs: (step) => machine.needsOf(step),
    },
    reach,
    path,
    answers,
    missing,
  )
}

interface AnswersFrom {
  readonly side: 'host' | 'guest'
  readonly node: string
  readonly zone: string | null
  readonly clockMs: number | null
  needs(step: Step): string
}

async function addAnswers(
  { bundle, now }: Pick<CollectOptions, 'bundle' | 'now'>,
  from: AnswersFrom,
  reach: Reach,
  path: string,
  answers: readonly Answer[],
  missing: NonNullable<BundleManifest['coverage']>,
): Promise<void> {
  const parts = answers.map((answer) => ({
    step: answer.step,
    coverage: coverageOf(answer, from.needs(answer.step), reach, now + (from.clockMs ?? 0)),
  }))
  const coverage = joinCoverage(parts)
  const content = Buffer.concat(
    answers.flatMap(({ step, content: raw }) => {
      const bytes = step.use === 'agent-windows-events' ? agentEvents(raw) : raw
      return bytes.length === 0 || bytes.at(-1) === 10 ? [bytes] : [bytes, NEWLINE]
    }),
  )
  const { side, node, zone, clockMs } = from
  if (content.length === 0) {
    if (coverage.status !== 'complete') missing.push({ source: path, side, ...coverage })
    return
  }
  await bundle.add(path, content, {
    side,
    node,
    origin: answers
      .map(({ step }) => step.use)
      .filter((use, n, all) => all.indexOf(use) === n)
      .join(', '),
    collectedAt: new Date(now).toISOString(),
    holds: answers.some(({ step }) => step.holds === 'span') ? 'span' : answers[0]!.step.holds,
    ...(clockMs === null ? {} : { clockOffsetMs: clockMs }),
    ...(zone === null ? {} : { zone }),
    coverage,
  })
}

/** What wevtutil printed, out of the JSON of the agent, one event per line. */
function agentEvents(json: Buffer): Buffer {
  try {
    const said = String((JSON.parse(json.toString('utf8')) as { 'out-data'?: string })['out-data'] ?? '')
    return Buffer.from(
      said
        .replace(/\s*\r?\n\s*/g, ' ')
        .replaceAll('</Event>', '</Event>\n')
        .replace(/^ +/gm, ''),
    )
  } catch {
    return json
  }
}

const NEWLINE = Buffer.from('\n')
