import type { ClusterState, GuestState, NodeState, StandingWarning } from '../model/index.ts'
import { guestKey } from './keys.ts'
import type { SeenGuest, Sighting } from './sighting.ts'
import type { Remembered } from './transitions.ts'
import { growthPerHour, hoursUntilFull, remember, type Sample } from './trend.ts'

/** What is known of a guest that is not as it should be: from the explanation. */
export interface Explained {
  readonly incident: string | null
  readonly says: string | null
  readonly planned: boolean
}

export interface Curves {
  /** Memory that is not there to be had, per node, KiB. */
  readonly used: Readonly<Record<string, readonly Sample[]>>
  readonly pressure: Readonly<Record<string, readonly Sample[]>>
}
export const NO_CURVES: Curves = { used: {}, pressure: {} }

const TREND_MS = 2 * 3_600_000
const MOST_SAMPLES = 480
const SHOWN_PRESSURE = 32

/** Adds one look to the curves. */
export function extend(curves: Curves, now: Sighting): Curves {
  const used: Record<string, readonly Sample[]> = {}
  const pressure: Record<string, readonly Sample[]> = {}
  for (const node of now.nodes) {
    const { memory } = node
    used[node.name] = memory
      ? remember(
          curves.used[node.name] ?? [],
          { at: now.at, value: memory.totalKiB - memory.freeKiB - memory.arcReclaimableKiB },
          TREND_MS,
          MOST_SAMPLES,
        )
      : (curves.used[node.name] ?? [])
    pressure[node.name] =
      node.memoryPressure === null
        ? (curves.pressure[node.name] ?? [])
        : remember(curves.pressure[node.name] ?? [], { at: now.at, value: node.memoryPressure }, TREND_MS, MOST_SAMPLES)
  }
  return { used, pressure }
}

/** What people see: the last look, put together with what is remembered and what was explained. */
export function stateOf(
  now: Sighting,
  remembered: Remembered,
  curves: Curves,
  explained: ReadonlyMap<string, Explained>,
  warnings: readonly StandingWarning[],
): ClusterState {
  const iso = (at: number) => new Date(at).toISOString()
  const missing = new Map(now.missing.map(({ node, because }) => [node, because]))
  const nodes = now.nodes.map((node): NodeState => {
    const known = remembered.nodes[node.name]
    const growth = growthPerHour(curves.used[node.name] ?? [])
    const { memory } = node
    return {
      name: node.name,
      status: node.online ? 'online' : known?.online === false ? 'offline' : 'unknown',
      seenAt: known ? iso(known.at) : null,
      trouble: missing.get(node.name) ?? null,
      memory,
      pressure:
        node.memoryPressure === null
          ? null
          : {
              memoryFullAvg10: node.memoryPressure,
              history: (curves.pressure[node.name] ?? []).slice(-SHOWN_PRESSURE).map(({ value }) => value),
            },
      killedNext: node.killedNext.map((victim) => ({ ...victim })),
      growthKiBPerHour: growth,
      fullInHours: memory ? hoursUntilFull(memory.freeKiB + memory.arcReclaimableKiB, growth, memory.totalKiB) : null,
      bootId: node.bootId ?? known?.bootId ?? null,
    }
  })
  const guests = Object.entries(remembered.guests)
    .filter(([, { at }]) => at > now.at - 86_400_000)
    .map(([key, { seen, since, ran, silent }]): GuestState => {
      const why = explained.get(key)
      const node = nodes.find(({ name }) => name === seen.node)
      return {
        kind: seen.kind,
        id: seen.id,
        ...(seen.name === undefined ? {} : { name: seen.name }),
        node: seen.node,
        status:
          node && node.status !== 'online' ? (node.status === 'offline' && seen.running ? 'stopped' : 'unknown') : statusOf(seen, silent),
        since: iso(since),
        wanted: ran,
        planned: why?.planned ?? (seen.lock === 'backup' || seen.lock === 'suspended' || seen.lock === 'migrate'),
        says: why?.says ?? null,
        incident: why?.incident ?? null,
        maxMemoryKiB: seen.maxMemoryKiB,
        pid: seen.pid,
      }
    })
    .toSorted((a, b) => Number(a.id) - Number(b.id) || (guestKey(a) < guestKey(b) ? -1 : 1))
  return {
    schema: 'whydown.state/v1',
    at: iso(now.at),
    name: now.cluster,
    nodes,
    guests,
    storages: [...now.storages],
    warnings: [...warnings],
  }
}

const statusOf = (guest: SeenGuest, silent: boolean): GuestState['status'] =>
  !guest.running ? 'stopped' : guest.halted ? 'paused' : silent ? 'hung' : 'running'
