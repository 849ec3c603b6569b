import type { NodePlan } from '../model/index.ts'
import type { Cite } from './evidence.ts'
import type { Facts, GuestFacts, NodeFacts, Source } from './facts.ts'
import { type Candidate, killOrder, protect } from './kill-order.ts'
import { guestName, size } from './words.ts'

interface Weighable extends Candidate {
  readonly guest?: GuestFacts
  readonly source?: Source
}

const SHOWN = 6
/** A victim that holds less does not end the shortage. */
const SMALL_KIB = 256 * 1024

/**
 * Whom the kernel of a node kills first, by its own rule. Over its processes where a listing holds the process of every running
 * guest; else as it will be once the guests have filled their memory, which needs no listing.
 */
export function nextVictim(
  facts: Facts,
  node: NodeFacts,
  guests: readonly GuestFacts[],
  managedKiB: number,
  cite: Cite,
): NodePlan['killedNext'] {
  const running = guests.filter(({ kind, running: runs }) => kind === 'vm' && runs?.value === true)
  const listed = running.length > 0 && running.every(({ pid }) => pid !== undefined && node.processes.get(pid.value) !== undefined)
  const now = listed || (running.length === 0 && node.processes.size > 0)
  const candidates = now ? fromListing(facts, node) : whenFull(node, guests)
  const machine = {
    totalPages: Math.floor((managedKiB + (node.swapTotal?.kib ?? 0)) / 4),
    ...(node.kernel === undefined ? {} : { kernel: node.kernel.value }),
  }
  const { order } = killOrder(candidates, machine)
  const [first, second] = order
  if (!first) return null
  const name = (process: Weighable) => (process.guest ? guestName(process.guest) : `${process.name} (pid ${process.pid})`)
  const held = (process: Weighable) => (process.rssPages + process.swapPages) * 4
  const ahead = second ? (first.points - second.points) * 4 : 0
  const before = second && ahead >= 1024 ? `, ${size(ahead)} ahead of ${name(second.process)}` : ''
  // Small ones that stand before the guests give hardly anything back: the kernel goes through them, and on.
  const guestAt = order.findIndex(({ process }) => process.guest !== undefined)
  const guest = order[guestAt]?.process
  const small = guestAt > 0 && held(first.process) < SMALL_KIB
  const then =
    small && guest
      ? ` That gives hardly anything back, so it goes on: the first guest is ${name(guest)}, at place ${guestAt + 1}, with ${size(held(guest))}.`
      : ''
  const moved = first.process.adj === 0 ? '' : ` with oom_score_adj ${first.process.adj}`
  return {
    basis: now ? 'now' : 'when-full',
    text: now
      ? `${name(first.process)} goes first: it holds ${size(held(first.process))}${moved}${small ? '' : before}.${then}`
      : `${name(first.process)} goes first once the guests have filled their memory: it may hold ${size(held(first.process))}${before}.`,
    rows: [...order.slice(0, SHOWN), ...(guestAt >= SHOWN ? [order[guestAt]!] : [])].map(({ process, points }) => ({
      name: name(process),
      ...(process.guest ? { guest: `${process.guest.kind}:${process.guest.id}` } : {}),
      ...(process.pid > 0 ? { pid: process.pid } : {}),
      points,
      heldKiB: held(process),
      adj: process.adj,
      evidence: cite(process.source),
    })),
    hangsOnIt: guest?.guest && (guest === first.process || small) ? hangsOn(facts, guest.guest, cite) : [],
    protect: guest && (guest === first.process || small) ? protection(guest, candidates, machine, name) : null,
  }
}

function fromListing(facts: Facts, node: NodeFacts): Weighable[] {
  const byPid = new Map([...facts.guests.values()].filter(({ node: on }) => on === node.name).map((guest) => [guest.pid?.value, guest]))
  return [...node.processes.values()]
    .toSorted((a, b) => a.pid - b.pid)
    .map((process) => {
      const guest = byPid.get(process.pid) ?? (process.guest?.startsWith('vm:') ? facts.guests.get(process.guest) : undefined)
      return {
        pid: process.pid,
        uid: process.uid,
        name: process.name,
        rssPages: Math.round(process.rssKiB / 4),
        swapPages: Math.round(process.swapKiB / 4),
        // Not every listing has them; a page table maps 512 pages.
        pgtablesBytes:
          process.tablesKiB === undefined ? Math.ceil((process.rssKiB + process.swapKiB) / 2048) * 4096 : process.tablesKiB * 1024,
        adj: process.adj ?? 0,
        ...(process.kernelThread ? { kernelThread: true } : {}),
        ...(guest ? { guest } : {}),
        source: process.source,
      }
    })
}

/** A guest that has touched all its memory holds all of it. Containers are weighed process by process, so they are not in it. */
function whenFull(node: NodeFacts, guests: readonly GuestFacts[]): Weighable[] {
  return guests
    .filter(({ kind, memory, hugepages }) => kind === 'vm' && memory !== undefined && hugepages === undefined)
    .map((guest, n) => ({
      pid: guest.pid?.value ?? -1 - n,
      uid: 0,
      name: 'kvm',
      rssPages: Math.round(guest.memory!.kib / 4),
      swapPages: 0,
      pgtablesBytes: Math.ceil(guest.memory!.kib / 2048) * 4096,
      adj: (guest.pid === undefined ? undefined : node.processes.get(guest.pid.value)?.adj) ?? 0,
      guest,
      source: guest.memory!.source,
    }))
}

function hangsOn(facts: Facts, guest: GuestFacts, cite: Cite): { text: string; evidence: string[] }[] {
  const claims: { text: string; evidence: string[] }[] = []
  if (guest.tags !== undefined && guest.tags.length > 0)
    claims.push({ text: `Its tags: ${guest.tags.join(', ')}.`, evidence: cite(guest.memory?.source) })
  if (guest.ha)
    claims.push({ text: `HA starts it again (state ${guest.ha.value}), within about 20 seconds.`, evidence: cite(guest.ha.source) })
  else if (facts.haKnown) claims.push({ text: 'HA does not manage it: nothing starts it again by itself.', evidence: [] })
  if (guest.onboot?.value === true)
    claims.push({ text: 'onboot starts it with the node only, not after a kill.', evidence: cite(guest.onboot.source) })
  return claims
}

function protection(
  first: Weighable,
  candidates: readonly Weighable[],
  machine: { totalPages: number; kernel?: string },
  name: (process: Weighable) => string,
): NonNullable<NodePlan['killedNext']>['protect'] {
  if (!first.guest) return null
  // What stands before all guests anyway is passed over: the question is which guest goes instead.
  const others = candidates.filter((one) => one.guest === undefined && (one.rssPages + one.swapPages) * 4 < SMALL_KIB).map(({ pid }) => pid)
  const found = protect(first.pid, candidates, machine, others)
  if (!found) return null
  const pidFile = `/run/qemu-server/${first.guest.id}.pid`
  return {
    adj: found.adj,
    command: `choom -n ${found.adj} -p "$(cat ${pidFile})"`,
    shiftsTo: name(found.instead),
    text: `With oom_score_adj ${found.adj} ${name(found.instead)} goes before it. Proxmox has no setting for it: it holds until the next start, and a hookscript at post-start can set it each time. Nothing is won for the node; another guest dies instead.`,
  }
}
