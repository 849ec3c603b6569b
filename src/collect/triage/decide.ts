import { WhydownError } from '../../model/index.ts'
import type { Layer, Span } from '../define.ts'
import type { End } from './ends.ts'
import type { GuestFacts } from './guests.ts'
import type { MachineFacts } from './machine-facts.ts'
import { concerns, endsGuests, startsGuests, type TaskFacts } from './tasks.ts'

export interface HostTriage {
  readonly node: string
  readonly facts: MachineFacts
  readonly guests: readonly GuestFacts[]
  readonly ends: readonly End[]
  readonly tasks: readonly TaskFacts[]
}

export interface Asked {
  readonly id: string
  readonly kind: 'vm' | 'ct'
  readonly name?: string
  readonly node?: string
  readonly agent: boolean
  readonly windows: boolean
}

/** Whom `102`, `ct:200`, `vm:102` or `maas` means. Null when there is no such guest on what was seen. */
export function resolveGuest(text: string, guests: readonly GuestFacts[]): Asked | null {
  const [, kind, id] = /^(?:(vm|ct|qemu|lxc)[:/])?(\d+)$/.exec(text) ?? []
  const wanted = kind === undefined ? undefined : kind === 'ct' || kind === 'lxc' ? 'ct' : 'vm'
  const found =
    id === undefined
      ? guests.filter((guest) => guest.name?.toLowerCase() === text.toLowerCase())
      : guests.filter((guest) => guest.id === id && (wanted === undefined || guest.kind === wanted))
  const distinct = [...new Map(found.map((guest) => [`${guest.kind}:${guest.id}`, guest])).values()]
  if (distinct.length > 1)
    throw new WhydownError(
      'usage',
      `"${text}" is the name of ${distinct.length} guests: ${distinct.map((guest) => `${guest.kind}:${guest.id}`).join(', ')}.`,
      'Ask by number.',
    )
  const [one] = distinct
  if (!one) return null
  // Hosts that are no cluster number their guests each on its own.
  const others = [
    ...new Map(found.filter(({ node, name }) => node !== one.node && name !== one.name).map((guest) => [guest.node, guest])).values(),
  ]
  if (others.length > 0)
    throw new WhydownError(
      'usage',
      `${text} is a guest of several hosts: ${[one, ...others]
        .toSorted((a, b) => (a.node < b.node ? -1 : 1))
        .map(({ node, name }) => `${name ?? 'without a name'} on ${node}`)
        .join(', ')}.`,
      `Say which host: whydown why ${text} --node ${one.node}`,
    )
  // The node that runs it knows more than the others.
  const best = found.find((guest) => guest.running === true) ?? found.find((guest) => guest.running !== null) ?? one
  return {
    id: one.id,
    kind: one.kind,
    ...(one.name === null ? {} : { name: one.name }),
    node: best.node,
    agent: best.agent,
    windows: best.windows,
  }
}

export interface Decision {
  readonly layer: Layer
  /** Why, in words for people. */
  readonly because: string
  /** Spans that are read whole; empty when nothing narrows the window. */
  readonly focus: readonly Span[]
  /** Nodes that the guest is or was on. */
  readonly homes: readonly string[]
  readonly tasks: ReadonlyMap<string, readonly string[]>
}

const BEFORE_MS = 20 * 60_000
const AFTER_MS = 10 * 60_000
const FOCUS_CAP = 4
const TASK_LOGS_CAP = 12

/**
 * Which layer ended, and around which times everything is wanted: signals.md 0.2. Decided with boots, processes and ends,
 * never with reachability.
 */
export function decide(
  window: Span,
  hosts: readonly HostTriage[],
  asked: Asked | null,
  guest: { facts: MachineFacts; offsetMs: number } | null,
  at?: number,
): Decision {
  const inside = (time: number | null): time is number => time !== null && time >= window.from && time <= window.to
  const times = new Set<number>(at === undefined ? [] : [at])
  const homes = new Set<string>()
  for (const host of hosts) {
    const mine = host.ends.some((end) => end.guest !== undefined && end.guest === asked?.id && inside(end.at))
    if (asked === null || host.node === asked.node || mine || host.tasks.some((task) => task.id === asked.id && inside(task.startedAt)))
      homes.add(host.node)
  }
  const home = hosts.filter((host) => homes.has(host.node))

  const rebooted = home.filter((host) => turns(host.facts, window).length > 0)
  for (const host of rebooted) for (const time of turns(host.facts, window)) times.add(time)
  for (const host of home) {
    for (const end of host.ends)
      if (inside(end.at) && (asked === null || end.guest === asked.id || (end.guest === undefined && end.what !== 'shutdown')))
        times.add(end.at)
    for (const task of host.tasks)
      if (
        inside(task.startedAt) &&
        task.type !== 'vzdump' &&
        (endsGuests(task) || startsGuests(task)) &&
        (asked === null || concerns(task, asked.id))
      )
        times.add(task.startedAt)
  }
  const now = home.flatMap((host) => host.guests).find((one) => one.id === asked?.id && one.kind === asked.kind && one.running !== null)
  if (now && inside(now.startedAt)) times.add(now.startedAt)
  const guestTurns = guest ? turns(guest.facts, window).map((time) => time - guest.offsetMs) : []
  for (const time of guestTurns) if (inside(time)) times.add(time)

  const ended = home.some((host) => host.ends.some((end) => inside(end.at) && end.guest === asked?.id))
  const [layer, because]: [Layer, string] =
    rebooted.length > 0
      ? ['host', `${rebooted.map((host) => host.node).join(' and ')} started anew in this time`]
      : ended || (now && (now.running === false || inside(now.startedAt)))
        ? ['process', now?.running === false ? 'its process is gone' : 'its process ended; the host did not']
        : now?.running === true
          ? [
              'inside',
              guestTurns.length > 0
                ? 'its process lives on; the guest itself started anew'
                : 'its process and its host have run all the time',
            ]
          : ['unknown', 'neither its host nor its process could be seen']

  return {
    layer,
    because,
    homes: [...homes].toSorted(),
    focus: focusOf([...times], window),
    tasks: new Map(home.map((host) => [host.node, logsWorthReading(host.tasks, asked, [...times], window)])),
  }
}

/** Ends of boots and starts of the next within the window. */
function turns({ boots, bootedAt }: MachineFacts, window: Span): number[] {
  if (boots.length === 0) return bootedAt !== null && bootedAt >= window.from && bootedAt <= window.to ? [bootedAt] : []
  return boots.flatMap((boot, n) => {
    const before = boots[n - 1]
    return before && boot.from >= window.from && boot.from <= window.to ? [Math.max(before.to, window.from), boot.from] : []
  })
}

function focusOf(times: readonly number[], window: Span): Span[] {
  const merged: { from: number; to: number }[] = []
  for (const time of times.toSorted((a, b) => a - b)) {
    const span = { from: Math.max(window.from, Math.floor(time) - BEFORE_MS), to: Math.min(window.to, Math.ceil(time) + AFTER_MS) }
    const last = merged.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else merged.push(span)
  }
  return merged.slice(-FOCUS_CAP)
}

function logsWorthReading(tasks: readonly TaskFacts[], asked: Asked | null, times: readonly number[], window: Span): string[] {
  const near = (task: TaskFacts) => {
    const to = task.endedAt ?? window.to
    return times.length === 0
      ? to >= window.from && task.startedAt <= window.to
      : times.some((time) => task.startedAt <= time + AFTER_MS && to >= time - BEFORE_MS)
  }
  return tasks
    .filter((task) => (endsGuests(task) || startsGuests(task)) && (asked === null || concerns(task, asked.id)) && near(task))
    .toSorted((a, b) => a.startedAt - b.startedAt)
    .slice(-TASK_LOGS_CAP)
    .map((task) => task.upid)
}
