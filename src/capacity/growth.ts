import type { NodePlan } from '../model/index.ts'
import type { Cite } from './evidence.ts'
import type { NodeFacts } from './facts.ts'
import { size } from './words.ts'

const HOUR = 3_600_000
/** The present growth, not that of last week. */
const SPAN = 6 * HOUR
/** Below this per hour a node does not grow, it breathes. */
const NOISE_KIB = 16 * 1024

/** How fast memory in use grows, by a straight line through the newest hours; null with fewer than two looks. */
export function growthOf(node: NodeFacts, managedKiB: number, cite: Cite): NodePlan['growth'] {
  const samples = node.samples.toSorted((a, b) => a.at - b.at)
  const last = samples.at(-1)
  if (!last) return null
  const recent = samples.filter(({ at }) => at >= last.at - SPAN)
  const used = recent.length >= 2 ? recent : samples
  const [first] = used
  if (!first || first.at === last.at) return null
  const meanAt = used.reduce((sum, { at }) => sum + at, 0) / used.length
  const meanKiB = used.reduce((sum, { usedKiB }) => sum + usedKiB, 0) / used.length
  const slope =
    used.reduce((sum, { at, usedKiB }) => sum + (at - meanAt) * (usedKiB - meanKiB), 0) /
    used.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0)
  const kibPerHour = Math.round(slope * HOUR)
  const grows = kibPerHour > NOISE_KIB
  const fullInHours = grows ? Math.round(((managedKiB - last.usedKiB) / kibPerHour) * 10) / 10 : null
  const hours = Math.round(((last.at - first.at) / HOUR) * 10) / 10
  return {
    kibPerHour,
    fullInHours,
    text: grows
      ? `Memory in use grew by ${size(kibPerHour)} an hour over ${hours} h; at that rate the node is full in ${fullInHours} h.`
      : `Memory in use did not grow over ${hours} h.`,
    evidence: cite(first.source, last.source),
  }
}
