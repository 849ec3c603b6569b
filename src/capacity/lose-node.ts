import type { NodePlan, Placement } from '../model/index.ts'
import type { Cite } from './evidence.ts'
import type { Facts, GuestFacts } from './facts.ts'
import { counts, guestsOn } from './plan-node.ts'
import { guestName, size } from './words.ts'

/** Steps of the search after which the best placement so far is taken. */
const STEPS = 20_000

interface Wanted {
  readonly guest: GuestFacts
  readonly kib: number
  readonly allowed: readonly string[]
  readonly because: string | null
}

/**
 * Can the other nodes carry what HA starts again when one is lost? A guest fits where the node's margin stays at or above zero
 * with all of its memory in use. Tried from the largest on, with going back, so that what could fit does fit.
 */
export function loseNode(facts: Facts, lost: string, plans: readonly NodePlan[], cite: Cite): Placement {
  const others = plans.filter(({ name }) => name !== lost)
  const guests = guestsOn(facts, lost).filter(counts)
  const managed = guests.filter(({ ha }) => ha !== undefined && !/^(?:stopped|disabled|ignored)$/.test(ha.value))
  const wanted = managed
    .map((guest): Wanted => ({
      guest,
      kib: guest.memory?.kib ?? 0,
      ...allowedFor(
        facts,
        guest,
        others.map(({ name }) => name),
      ),
    }))
    .toSorted((a, b) => b.kib - a.kib || (a.guest.id < b.guest.id ? -1 : 1))
  const room = new Map(others.map(({ name, marginKiB }) => [name, Math.max(0, marginKiB)]))
  const placed = place(wanted, room)
  const quorum = quorumWithout(
    facts,
    plans.map(({ name }) => name),
  )
  const left = wanted
    .filter(({ guest }) => !placed.has(guest))
    .map(({ guest, kib, allowed, because }) => ({
      guest: guestName(guest),
      kib,
      because:
        because ??
        (allowed.length === 0
          ? 'there is no other node'
          : `no node it may run on has ${size(kib)} left: ${allowed.map((node) => `${node} ${size(room.get(node) ?? 0)}`).join(', ')}`),
    }))
  const down = guests.filter((guest) => !managed.includes(guest)).map((guest) => ({ guest: guestName(guest), kib: guest.memory?.kib ?? 0 }))
  return {
    lost,
    quorum,
    placed: wanted
      .filter(({ guest }) => placed.has(guest))
      .map(({ guest, kib }) => ({ guest: guestName(guest), kib, to: placed.get(guest)! })),
    left,
    down,
    text: words(lost, wanted.length, left.length, down.length, quorum, facts.haKnown),
    evidence: cite(
      facts.members?.source,
      ...wanted.flatMap(({ guest }) => [guest.ha?.source, guest.memory?.source]),
      ...facts.rules
        .filter(({ guests: ids }) => wanted.some(({ guest }) => ids.includes(`${guest.kind}:${guest.id}`)))
        .map(({ source }) => source),
    ),
  }
}

/** Nodes that the HA rules leave it: a strict rule, or the group of a resource that is restricted. */
function allowedFor(facts: Facts, guest: GuestFacts, others: readonly string[]): { allowed: readonly string[]; because: string | null } {
  const key = `${guest.kind}:${guest.id}`
  let allowed = others
  for (const rule of facts.rules.filter(({ guests }) => guests.includes(key))) {
    const group = rule.nodes[0]?.startsWith('group:') ? facts.rules.find(({ guests }) => guests.includes(rule.nodes[0]!)) : rule
    if (group?.strict) allowed = allowed.filter((node) => group.nodes.includes(node))
  }
  const because = allowed.length === 0 && others.length > 0 ? 'the HA rules leave it no other node' : null
  return { allowed, because }
}

function place(wanted: readonly Wanted[], room: ReadonlyMap<string, number>): Map<GuestFacts, string> {
  const free = new Map(room)
  let best = new Map<GuestFacts, string>()
  let bestKiB = -1
  let steps = 0
  const chosen = new Map<GuestFacts, string>()
  const search = (n: number, kib: number): boolean => {
    if (++steps > STEPS) return true
    if (n === wanted.length) {
      if (chosen.size > best.size || (chosen.size === best.size && kib > bestKiB)) {
        best = new Map(chosen)
        bestKiB = kib
      }
      return best.size === wanted.length
    }
    const one = wanted[n]!
    // The tightest node first keeps room together for what is still to come.
    const nodes = one.allowed
      .filter((node) => free.get(node)! >= one.kib)
      .toSorted((a, b) => free.get(a)! - free.get(b)! || (a < b ? -1 : 1))
    for (const node of nodes) {
      free.set(node, free.get(node)! - one.kib)
      chosen.set(one.guest, node)
      if (search(n + 1, kib + one.kib)) return true
      chosen.delete(one.guest)
      free.set(node, free.get(node)! + one.kib)
    }
    return search(n + 1, kib)
  }
  search(0, 0)
  return best
}

/** Do the members that are left still hold the majority? Null when the members are not known. */
function quorumWithout(facts: Facts, seen: readonly string[]): boolean | null {
  const members = facts.members?.value.length ?? (seen.length > 1 ? seen.length : null)
  if (members === null) return null
  const votes = members + (facts.qdevice ? 1 : 0)
  return votes - 1 > votes / 2
}

function words(lost: string, wanted: number, left: number, down: number, quorum: boolean | null, haKnown: boolean): string {
  if (quorum === false)
    return `Without ${lost} the cluster has no majority: nothing is started elsewhere, and HA resets the nodes that run its guests. A quorum device or a third node is needed.`
  if (!haKnown) return `What HA manages is not known, so nobody can say what would be started again when ${lost} is lost.`
  const rest = down > 0 ? ` ${down} that HA does not manage stay down until ${lost} is back.` : ''
  if (wanted === 0) return `HA manages nothing on ${lost}.${rest}`
  if (left === 0) return `The other nodes can carry all ${wanted} guests that HA starts again.${rest}`
  return `${left} of ${wanted} guests that HA starts again do not fit. HA starts them all the same, and then the kernel of that node decides who dies.${rest}`
}
