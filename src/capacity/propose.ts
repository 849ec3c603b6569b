import type { CapacityProposal, NodePlan } from '../model/index.ts'
import type { Cite } from './evidence.ts'
import type { Facts, Figure, GuestFacts, NodeFacts } from './facts.ts'
import { nextSizeKiB } from './installed.ts'
import { counts, guestsOn } from './plan-node.ts'
import { guestName, percent, size } from './words.ts'

const MIB = 1024
/** Memory of guests is proposed in these steps. */
const STEP_KIB = 256 * MIB
/** Nobody is asked to run a guest on less. */
const LEAST_KIB = 512 * MIB
const LEAST_ARC_KIB = 2 * 1024 * MIB

interface Measure {
  readonly saves: number
  /** Lower is asked first among those that do as much with as few. */
  readonly rank: number
  make(kib: number): CapacityProposal['changes'][number]
}

export interface ProposeOptions {
  readonly wantedFraction: number
  /** Guests may be set below what they have touched, down to their balloon minimum. */
  readonly belowTouched: boolean
}

/**
 * The fewest changes that leave the wanted part of the memory unpromised: the cache of ZFS, guests that only start with the
 * node, and the memory of guests, down to what each must keep. Buying memory is told beside it, never instead.
 */
export function propose(facts: Facts, node: NodeFacts, plan: NodePlan, options: ProposeOptions, cite: Cite): CapacityProposal {
  const { installedKiB, promisedKiB } = plan
  const needKiB = Math.max(0, Math.round(promisedKiB - installedKiB * (1 - options.wantedFraction)))
  const guests = guestsOn(facts, node.name).filter(counts)
  const measures = measuresOf(node, plan, guests, options, cite).filter(({ saves }) => saves > 0)
  const chosen = fewest(measures, needKiB)
  let rest = needKiB
  const changes = chosen.map((measure) => {
    const change = measure.make(Math.min(rest, measure.saves))
    rest -= change.savesKiB
    return change
  })
  const saved = changes.reduce((sum, { savesKiB }) => sum + savesKiB, 0)
  const reached = needKiB === 0 || saved >= needKiB
  const headroomFraction = Math.round(((installedKiB - promisedKiB + saved) / installedKiB) * 10_000) / 10_000
  return {
    wantedFraction: options.wantedFraction,
    needKiB,
    reached,
    changes,
    headroomFraction,
    text: words(needKiB, reached, changes.length, headroomFraction, options),
    others: needKiB === 0 ? [] : others(facts, node, plan, guests, needKiB, reached, options, cite),
  }
}

function measuresOf(node: NodeFacts, plan: NodePlan, guests: readonly GuestFacts[], options: ProposeOptions, cite: Cite): Measure[] {
  const arc = plan.terms.find(({ kind }) => kind === 'arc')
  return [
    ...(arc
      ? [
          {
            saves: arc.kib - LEAST_ARC_KIB,
            rank: 0,
            make(kib: number) {
              const to = arc.kib - stepUp(kib)
              return {
                text: `Limit the ZFS cache to ${size(to)}.`,
                command: `echo ${to * 1024} > /sys/module/zfs/parameters/zfs_arc_max   # and options zfs zfs_arc_max=${to * 1024} in /etc/modprobe.d/zfs.conf`,
                savesKiB: arc.kib - to,
                because: `It may take ${size(arc.kib)} now, and gives it back too slowly for a burst.`,
                set: `--arc ${to}K`,
                evidence: arc.evidence,
              }
            },
          },
        ]
      : []),
    ...guests
      .filter(({ running, onboot, memory }) => running?.value !== true && onboot?.value === true && memory !== undefined)
      .map((guest) => ({
        saves: guest.memory!.kib,
        rank: 1,
        make: () => ({
          text: `Do not start ${guestName(guest)} with the node.`,
          command: `${guest.kind === 'vm' ? 'qm' : 'pct'} set ${guest.id} --onboot 0`,
          savesKiB: guest.memory!.kib,
          because: 'It is stopped now; only the next start of the node would bring it back.',
          set: `--set ${guest.kind}:${guest.id}.onboot=0`,
          evidence: cite(guest.onboot?.source, guest.memory?.source),
        }),
      })),
    ...guests
      .filter(({ running, memory, hugepages }) => running?.value === true && memory !== undefined && hugepages === undefined)
      .map((guest): Measure => {
        const floor = floorOf(node, guest, options.belowTouched)
        return {
          saves: Math.floor((guest.memory!.kib - floor.kib) / STEP_KIB) * STEP_KIB,
          rank: 2,
          make(kib) {
            const to = guest.memory!.kib - stepUp(kib)
            return {
              text: `Lower ${guestName(guest)} from ${size(guest.memory!.kib)} to ${size(to)}.`,
              command: `${guest.kind === 'vm' ? 'qm' : 'pct'} set ${guest.id} --memory ${to / MIB}`,
              savesKiB: guest.memory!.kib - to,
              because: floor.because,
              set: `--set ${guest.kind}:${guest.id}.memory=${to / MIB}M`,
              evidence: cite(touchedBy(node, guest)?.source, guest.memory?.source),
            }
          },
        }
      }),
  ]
}

const stepUp = (kib: number) => Math.ceil(kib / STEP_KIB) * STEP_KIB

/** What a guest must keep: its balloon minimum, and what it has touched as far as that was seen. */
export function floorOf(node: NodeFacts, guest: GuestFacts, belowTouched: boolean): { kib: number; because: string } {
  const minimum =
    guest.balloon && guest.balloon.kib > 0 && guest.memory && guest.balloon.kib < guest.memory.kib ? guest.balloon.kib : LEAST_KIB
  const touched = touchedBy(node, guest)
  if (touched === null)
    return { kib: minimum, because: 'What it has touched is not known: see first what it needs (free -m in the guest).' }
  if (belowTouched)
    return {
      kib: minimum,
      because: `It has touched ${size(touched.kib)}; part of that is page cache. See first what it needs (free -m in the guest).`,
    }
  return {
    kib: Math.max(minimum, Math.min(touched.kib, guest.memory?.kib ?? touched.kib)),
    because: `It has touched ${size(touched.kib)} so far.`,
  }
}

/** What its process holds now, or held when the kernel last killed something: memory once touched stays with the guest. */
function touchedBy(node: NodeFacts, guest: GuestFacts): Figure | null {
  const process = guest.pid === undefined ? undefined : node.processes.get(guest.pid.value)
  const now = process && process.rssKiB > 0 ? { kib: process.rssKiB + process.swapKiB, source: process.source } : null
  const then = node.touched.get(`${guest.kind}:${guest.id}`) ?? null
  return now && then ? (now.kib >= then.kib ? now : then) : (now ?? then)
}

/** One that does it alone, the gentlest first; else the largest together. All of them where even that is not enough. */
function fewest(measures: readonly Measure[], needKiB: number): Measure[] {
  if (needKiB === 0) return []
  const alone = measures.filter(({ saves }) => saves >= needKiB).toSorted((a, b) => a.rank - b.rank || b.saves - a.saves)
  if (alone[0]) return [alone[0]]
  const chosen: Measure[] = []
  let sum = 0
  for (const measure of measures.toSorted((a, b) => b.saves - a.saves || a.rank - b.rank)) {
    if (sum >= needKiB) break
    chosen.push(measure)
    sum += measure.saves
  }
  return chosen
}

function words(needKiB: number, reached: boolean, changes: number, fraction: number, options: ProposeOptions): string {
  const wanted = percent(options.wantedFraction)
  if (needKiB === 0) return `The wanted ${wanted} are there already.`
  const count = changes === 1 ? 'One change' : `${changes} changes`
  if (reached)
    return `${size(needKiB)} must be given back for ${wanted}. ${count} reach ${percent(fraction)}.`.replace(
      'One change reach',
      'One change reaches',
    )
  const most = changes === 0 ? 'Nothing here can be lowered' : `All that can be lowered leads to ${percent(fraction)} only`
  return `${size(needKiB)} must be given back for ${wanted}. ${most}${options.belowTouched ? '' : ' without going below what guests have touched'}. What reaches it:`
}

function others(
  facts: Facts,
  node: NodeFacts,
  plan: NodePlan,
  guests: readonly GuestFacts[],
  needKiB: number,
  reached: boolean,
  options: ProposeOptions,
  cite: Cite,
): CapacityProposal['others'] {
  const claims: CapacityProposal['others'] = []
  const ram = nextSizeKiB(Math.ceil(plan.promisedKiB / (1 - options.wantedFraction)))
  claims.push({
    text: `More memory: ${size(ram)} leave ${percent((ram - plan.promisedKiB) / ram)} (--ram ${Math.round(ram / 1024 / 1024)}G).`,
    evidence: plan.installedFrom.evidence,
  })
  if (!reached && !options.belowTouched) {
    const [largest] = guests
      .filter(({ kind, memory, hugepages, running }) => kind === 'vm' && memory && !hugepages && running?.value === true)
      .toSorted((a, b) => b.memory!.kib - a.memory!.kib)
    const to = largest?.memory ? largest.memory.kib - stepUp(needKiB) : 0
    if (largest && to >= floorOf(node, largest, true).kib)
      claims.push({
        text: `${guestName(largest)} down to ${size(to)}, below the ${size(touchedBy(node, largest)?.kib ?? 0)} it has touched: part of that is page cache, so look at free -m in the guest first (--below-touched).`,
        evidence: cite(touchedBy(node, largest)?.source, largest.memory?.source),
      })
  }
  const movable = guests.filter(({ memory }) => (memory?.kib ?? 0) >= needKiB).toSorted((a, b) => a.memory!.kib - b.memory!.kib)[0]
  if (movable && facts.nodes.size > 1)
    claims.push({
      text: `Move ${guestName(movable)} (${size(movable.memory!.kib)}) to another node: see the others' margin, and try --set ${movable.kind}:${movable.id}.node=NODE.`,
      evidence: cite(movable.memory?.source),
    })
  return claims
}
