import type { NodePlan } from '../model/index.ts'
import { arcLimit } from './arc.ts'
import type { Cite } from './evidence.ts'
import type { Facts, GuestFacts, NodeFacts, Source } from './facts.ts'
import { growthOf } from './growth.ts'
import { installedKiB as sizeOfModules } from './installed.ts'
import { nextVictim } from './next-victim.ts'
import { guestName, percent, size } from './words.ts'

export interface PlanOptions {
  /** Part of the installed memory that is to stay unpromised, 0 to 1. */
  readonly wantedFraction: number
  /** Told by the configuration; else 2 GiB or a tenth, whichever is more. */
  readonly hostReserveKiB?: number
}

const GIB = 1024 * 1024
/** What QEMU takes besides the memory of its guest, where it cannot be measured. */
const OVERHEAD_KIB = 256 * 1024
const CEPH_OSD_KIB = 4 * GIB

/** Guests that use memory at the same time: those that run, and those that start with the node. */
export const counts = (guest: GuestFacts): boolean =>
  guest.template !== true && (guest.running?.value === true || guest.onboot?.value === true)

export const guestsOn = (facts: Facts, node: string): GuestFacts[] =>
  [...facts.guests.values()]
    .filter((guest) => guest.node === node)
    .toSorted((a, b) => Number(a.id) - Number(b.id) || (a.id < b.id ? -1 : 1))

/** The memory plan of a node; null when nothing tells how much memory it has. */
export function planNode(facts: Facts, node: NodeFacts, options: PlanOptions, cite: Cite): NodePlan | null {
  const memory = memoryOf(node)
  if (memory === null) return null
  const { installedKiB, managedKiB } = memory
  const unknown: { what: string; command: string }[] = []
  const guests = guestsOn(facts, node.name).filter(counts)
  const terms = [
    ...guests.filter(({ kind }) => kind === 'vm').flatMap((guest) => guestTerm(guest, cite, unknown)),
    ...guests.filter(({ kind }) => kind === 'ct').flatMap((guest) => guestTerm(guest, cite, unknown)),
    ...hugepageTerm(node, guests, cite),
    ...arcTerm(node, managedKiB, cite, unknown),
    ...cephTerm(node, cite),
  ]
  const promisedKiB = terms.reduce((sum, term) => sum + term.kib, 0)
  const needs = needsOf(node, installedKiB, guests, options, cite)
  const needsKiB = needs.reduce((sum, need) => sum + need.kib, 0)
  const headroomKiB = installedKiB - promisedKiB
  const headroomFraction = Math.round((headroomKiB / installedKiB) * 10_000) / 10_000
  const marginKiB = managedKiB - promisedKiB - needsKiB
  return {
    name: node.name,
    installedKiB,
    managedKiB,
    installedFrom: { text: memory.text, evidence: cite(...memory.sources) },
    terms,
    promisedKiB,
    headroomKiB,
    headroomFraction,
    needs,
    marginKiB,
    swapKiB: node.swapTotal?.kib ?? null,
    rule:
      headroomFraction >= options.wantedFraction
        ? 'met'
        : headroomFraction < -0.005
          ? 'over'
          : headroomFraction <= 0.005
            ? 'none'
            : 'below',
    formula: [
      `headroom = installed - promised = ${size(installedKiB)} - ${size(promisedKiB)} = ${size(headroomKiB)} = ${percent(headroomFraction)} of what is installed`,
      `margin = MemTotal - promised - ${needs.map(({ id }) => id).join(' - ')} = ${[managedKiB, promisedKiB, ...needs.map(({ kib }) => kib)].map((kib) => size(kib)).join(' - ')} = ${size(marginKiB)}`,
    ],
    reclaim: reclaimOf(node, guests, cite),
    now:
      node.memTotal && node.memAvailable
        ? {
            usedKiB: node.memTotal.kib - node.memAvailable.kib,
            availableKiB: node.memAvailable.kib,
            evidence: cite(node.memTotal.source, node.memAvailable.source),
          }
        : null,
    growth: growthOf(node, managedKiB, cite),
    killedNext: nextVictim(facts, node, guests, managedKiB, cite),
    unknown: [
      ...unknown,
      ...(node.swapTotal ? [] : [{ what: 'whether the node has swap', command: 'cat /proc/swaps' }]),
      ...(facts.haKnown ? [] : [{ what: 'which guests HA starts again', command: 'cat /etc/pve/ha/resources.cfg' }]),
    ],
  }
}

/** What is installed, and what the kernel has to give. */
export function memoryOf(node: NodeFacts): { installedKiB: number; managedKiB: number; text: string; sources: Source[] } | null {
  if (!node.memTotal) return null
  const managedKiB = node.memTotal.kib
  if (node.modules)
    return {
      installedKiB: node.modules.kib,
      managedKiB: Math.min(managedKiB, node.modules.kib),
      text: `${size(node.modules.kib)} installed; the kernel manages ${size(Math.min(managedKiB, node.modules.kib))} of it.`,
      sources: [node.modules.source, node.memTotal.source],
    }
  const modules = sizeOfModules(managedKiB)
  if (modules === null || modules === managedKiB)
    return { installedKiB: managedKiB, managedKiB, text: `The kernel manages ${size(managedKiB)}.`, sources: [node.memTotal.source] }
  return {
    installedKiB: modules,
    managedKiB,
    text: `${size(modules)} installed: MemTotal is ${size(managedKiB)}, and firmware and kernel keep the rest.`,
    sources: [node.memTotal.source],
  }
}

function guestTerm(guest: GuestFacts, cite: Cite, unknown: { what: string; command: string }[]): NodePlan['terms'] {
  const name = guestName(guest)
  if (!guest.memory) {
    const tool = guest.kind === 'vm' ? 'qm' : 'pct'
    unknown.push({ what: `how much memory ${name} may use`, command: `${tool} config ${guest.id}` })
    return []
  }
  // Its memory lies in the pool of huge pages, which is taken from the node as a whole.
  if (guest.hugepages) return []
  const why = [
    guest.running?.value === true ? null : 'stopped now, starts with the node',
    guest.balloon && guest.balloon.kib > 0 && guest.balloon.kib < guest.memory.kib ? `balloon down to ${size(guest.balloon.kib)}` : null,
  ].filter((word) => word !== null)
  return [
    {
      id: `${guest.kind}:${guest.id}`,
      name,
      kind: guest.kind === 'vm' ? 'guest' : 'container',
      kib: guest.memory.kib,
      ...(why.length > 0 ? { detail: why.join(', ') } : {}),
      evidence: cite(guest.memory.source, guest.running?.value === true ? guest.running.source : guest.onboot?.source),
    },
  ]
}

function hugepageTerm(node: NodeFacts, guests: readonly GuestFacts[], cite: Cite): NodePlan['terms'] {
  const users = guests.filter((guest) => guest.hugepages && guest.memory)
  const wanted = users.reduce((sum, guest) => sum + guest.memory!.kib, 0)
  const pool = node.hugepages?.kib ?? 0
  if (pool === 0 && wanted === 0) return []
  return [
    {
      id: 'hugepages',
      name: 'Huge pages',
      kind: 'hugepages',
      kib: Math.max(pool, wanted),
      detail:
        users.length === 0
          ? 'reserved, and used by no guest that counts'
          : `for ${users.map(guestName).join(', ')}${wanted > pool ? `; ${size(pool)} are reserved now` : ''}`,
      evidence: cite(node.hugepages?.source, ...users.flatMap((guest) => [guest.hugepages?.source, guest.memory?.source])),
    },
  ]
}

function arcTerm(node: NodeFacts, managedKiB: number, cite: Cite, unknown: { what: string; command: string }[]): NodePlan['terms'] {
  const limit = arcLimit(node, managedKiB)
  if (limit === null) return []
  if ('unknown' in limit) {
    unknown.push({ what: limit.unknown, command: 'grep -E "^(c_max|c_min|size) " /proc/spl/kstat/zfs/arcstats' })
    return []
  }
  const kept = node.arcMin ? `, and keeps ${size(node.arcMin.kib)} in any case` : ''
  return [
    {
      id: 'arc',
      name: 'ZFS cache at most',
      kind: 'arc',
      kib: limit.kib,
      detail: `${limit.derived ?? 'as set'}; it gives memory back too slowly for a burst${kept}`,
      evidence: cite(...limit.sources, node.arcMin?.source),
    },
  ]
}

function cephTerm(node: NodeFacts, cite: Cite): NodePlan['terms'] {
  if (node.cephOsds.length === 0) return []
  const each = node.cephTarget?.kib ?? CEPH_OSD_KIB
  return [
    {
      id: 'ceph',
      name: `Ceph, ${node.cephOsds.length} OSD`,
      kind: 'ceph',
      kib: each * node.cephOsds.length,
      detail: `osd_memory_target ${size(each)}${node.cephTarget ? '' : ' (the default)'} each`,
      evidence: cite(...node.cephOsds.map(({ source }) => source), node.cephTarget?.source),
    },
  ]
}

function needsOf(
  node: NodeFacts,
  installedKiB: number,
  guests: readonly GuestFacts[],
  options: PlanOptions,
  cite: Cite,
): NodePlan['needs'] {
  const vms = guests.filter(({ kind }) => kind === 'vm')
  const measured = vms.map((guest) => {
    const process = guest.pid === undefined ? undefined : node.processes.get(guest.pid.value)
    const over = process && guest.memory ? process.rssKiB - guest.memory.kib : 0
    return over > 0 ? { kib: over, source: process!.source } : null
  })
  const told = options.hostReserveKiB
  return [
    {
      id: 'host',
      name: 'The host itself',
      kib: told ?? Math.max(2 * GIB, Math.round(installedKiB / 10)),
      because: told === undefined ? '2 GiB or a tenth, whichever is more' : 'as configured',
      evidence: [],
    },
    ...(vms.length === 0
      ? []
      : [
          {
            id: 'QEMU',
            name: 'QEMU itself',
            kib: measured.reduce((sum, one) => sum + (one?.kib ?? OVERHEAD_KIB), 0),
            because: `${vms.length} × 100 to 400 MiB besides the guests' memory; ${measured.filter(Boolean).length} measured, 256 MiB taken for the others`,
            evidence: cite(...measured.map((one) => one?.source)),
          },
        ]),
  ]
}

/** What may come back under pressure, and why it is not counted on. */
function reclaimOf(node: NodeFacts, guests: readonly GuestFacts[], cite: Cite): NodePlan['reclaim'] {
  const balloons = guests.filter((guest) => guest.balloon && guest.memory && guest.balloon.kib > 0 && guest.balloon.kib < guest.memory.kib)
  const claims: NodePlan['reclaim'] = []
  if (balloons.length > 0) {
    const kib = balloons.reduce((sum, guest) => sum + guest.memory!.kib - guest.balloon!.kib, 0)
    claims.push({
      text: `Balloons could take back up to ${size(kib)} from ${balloons.map(guestName).join(', ')}, from 80 % use of the host on; slowly, and only while the driver in the guest answers.`,
      evidence: cite(...balloons.flatMap((guest) => [guest.balloon?.source, guest.memory?.source])),
    })
  }
  if (node.ksmShared && node.ksmShared.kib > 0)
    claims.push({
      text: `KSM saves ${size(node.ksmShared.kib)} now; guests take it back when they write.`,
      evidence: cite(node.ksmShared.source),
    })
  if (node.swapTotal)
    claims.push({
      text:
        node.swapTotal.kib === 0
          ? 'There is no swap: what does not fit is killed at once.'
          : `${size(node.swapTotal.kib)} of swap buy time, not room.`,
      evidence: cite(node.swapTotal.source),
    })
  return claims
}
