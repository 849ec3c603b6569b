import { guestKey } from './keys.ts'
import type { SeenGuest, Sighting } from './sighting.ts'

export type TransitionKind =
  | 'stopped' // it ran and does not
  | 'restarted' // it runs, but as another process than at the last look
  | 'halted' // QEMU holds it still
  | 'silent' // it runs, but its traffic ended and its processors stand still or spin
  | 'back' // it runs again
  | 'node-lost'
  | 'node-back'
  | 'quorum-lost'
  | 'quorum-back'

export interface Transition {
  readonly kind: TransitionKind
  /** guest:vm:102, node:pve, cluster */
  readonly about: string
  readonly node: string | null
  readonly guest: SeenGuest | null
  /** It happened after `after` and not later than `by`, on the watcher's clock. */
  readonly after: number
  readonly by: number
}

/** What is carried from look to look. Plain data: it is kept on disk, so that a death of the daemon hides nothing. */
export interface Remembered {
  readonly at: number
  readonly guests: Readonly<Record<string, RememberedGuest>>
  readonly nodes: Readonly<Record<string, RememberedNode>>
  readonly quorate: boolean | null
}
interface RememberedGuest {
  readonly seen: SeenGuest
  /** When it was last seen. */
  readonly at: number
  /** Since when its state is what it is. */
  readonly since: number
  /** It has run while we watched, so it is meant to run. */
  readonly ran: boolean
  /** Looks in a row without new traffic, and whether it had traffic before. */
  readonly still: number
  readonly talked: boolean
  readonly silent: boolean
}
interface RememberedNode {
  readonly online: boolean
  readonly bootId: string | null
  readonly failures: number
  readonly at: number
}

export const NOTHING: Remembered = { at: 0, guests: {}, nodes: {}, quorate: null }

/** One lost packet is no lost node. */
const FAILURES_UNTIL_LOST = 2
/** A running guest that talked and says nothing for this long is worth a look, not yet an outage. */
const STILL_MS = 180_000
const STILL_LOOKS = 3
/** Uptimes are whole seconds, told some seconds late. */
const UPTIME_SLACK_S = 20
const FORGET_MS = 7 * 86_400_000

/** Compares a look with what is remembered. Pure: clocks are in the data. */
export function transitionsOf(before: Remembered, now: Sighting): { readonly transitions: Transition[]; readonly remembered: Remembered } {
  const transitions: Transition[] = []
  const first = before.at === 0
  const nodes: Record<string, RememberedNode> = { ...before.nodes }
  const lostNow = new Set<string>()
  for (const node of now.nodes) {
    const old = nodes[node.name]
    const failures = node.online ? 0 : (old?.failures ?? 0) + 1
    const online = node.online || (old?.online === true && failures < FAILURES_UNTIL_LOST)
    if (old && old.online && !online)
      transitions.push({ kind: 'node-lost', about: `node:${node.name}`, node: node.name, guest: null, after: old.at, by: now.at })
    if (old && !old.online && online)
      transitions.push({ kind: 'node-back', about: `node:${node.name}`, node: node.name, guest: null, after: old.at, by: now.at })
    // It went and came between two looks: another boot.
    if (old?.online && online && node.online && old.bootId && node.bootId && old.bootId !== node.bootId) {
      transitions.push({ kind: 'node-lost', about: `node:${node.name}`, node: node.name, guest: null, after: old.at, by: now.at })
      transitions.push({ kind: 'node-back', about: `node:${node.name}`, node: node.name, guest: null, after: old.at, by: now.at })
      lostNow.add(node.name)
    }
    if (!online) lostNow.add(node.name)
    nodes[node.name] = { online, bootId: node.bootId ?? old?.bootId ?? null, failures, at: node.online ? now.at : (old?.at ?? now.at) }
  }
  const unseen = new Set([...now.missing.map(({ node }) => node), ...now.nodes.filter((node) => !node.online).map(({ name }) => name)])

  const guests: Record<string, RememberedGuest> = {}
  for (const [key, old] of Object.entries(before.guests)) if (now.at - old.at < FORGET_MS) guests[key] = old
  for (const guest of now.guests) {
    const key = guestKey(guest)
    const old = before.guests[key]
    // Nobody answered for that node: what is known of its guests is old.
    if (unseen.has(guest.node) && old) continue
    const kind = old ? changeOf(old, guest, now.at) : null
    const still = old && guest.running && guest.traffic !== null && guest.traffic === old.seen.traffic
    const stillLooks = still ? old.still + 1 : 0
    const talked =
      guest.running && ((old?.talked ?? false) || (old?.seen.traffic != null && guest.traffic !== null && guest.traffic > old.seen.traffic))
    const silent = guest.running && talked && stillLooks >= STILL_LOOKS && stillSince(old, stillLooks, now.at) && stuck(guest)
    if (kind) transitions.push({ kind, about: `guest:${key}`, node: guest.node, guest, after: old!.at, by: now.at })
    else if (silent && !old?.silent)
      transitions.push({ kind: 'silent', about: `guest:${key}`, node: guest.node, guest, after: old?.at ?? now.at, by: now.at })
    guests[key] = {
      seen: guest,
      at: now.at,
      since: old && !kind ? old.since : now.at,
      ran: guest.running || (old?.ran ?? false) || guest.autostart === true,
      still: stillLooks,
      talked: kind === 'restarted' || kind === 'back' ? false : talked,
      silent,
    }
  }
  if (before.quorate === true && now.quorate === false)
    transitions.push({ kind: 'quorum-lost', about: 'cluster', node: null, guest: null, after: before.at, by: now.at })
  if (before.quorate === false && now.quorate === true)
    transitions.push({ kind: 'quorum-back', about: 'cluster', node: null, guest: null, after: before.at, by: now.at })
  return {
    transitions: first ? [] : transitions,
    remembered: { at: now.at, guests, nodes, quorate: now.quorate ?? before.quorate },
  }
}

function changeOf(old: RememberedGuest, guest: SeenGuest, at: number): TransitionKind | null {
  const was = old.seen
  if (was.running && !guest.running) return 'stopped'
  if (!was.running && guest.running) return 'back'
  if (!guest.running) return null
  if (was.halted !== guest.halted) return guest.halted ? 'halted' : 'back'
  // A live migration keeps its uptime or loses its pid for another node's: the guest never stopped.
  if (was.node !== guest.node)
    return uptimeBroke(was, guest, old.at, at) && guest.uptime !== null && guest.uptime * 1000 < at - old.at ? 'restarted' : null
  if (was.pid !== null && guest.pid !== null && was.pid !== guest.pid) return 'restarted'
  return uptimeBroke(was, guest, old.at, at) ? 'restarted' : null
}

const uptimeBroke = (was: SeenGuest, guest: SeenGuest, then: number, now: number): boolean =>
  was.uptime !== null &&
  guest.uptime !== null &&
  guest.uptime + UPTIME_SLACK_S < was.uptime &&
  guest.uptime * 1000 < now - then + UPTIME_SLACK_S * 1000

const stillSince = (old: RememberedGuest | undefined, looks: number, now: number): boolean =>
  old !== undefined && looks >= STILL_LOOKS && (now - old.at) * looks >= STILL_MS

/** A hung guest does nothing at all or spins; one that merely has nothing to say is somewhere between. */
const stuck = (guest: SeenGuest): boolean => guest.cpu !== null && (guest.cpu < 0.003 || guest.cpu > 0.97)
