import type { CausalEdge, Finding } from '../causes/index.ts'
import { mayFollow } from './order.ts'

export interface Link {
  readonly from: Finding
  readonly to: Finding
  readonly edge: CausalEdge
}

const agree = (a: string | number | undefined, b: string | number | undefined) => a === undefined || b === undefined || a === b

/** Does the edge's binding hold between the two? What is not named does not contradict: fragments rarely name the host. */
function bound(edge: CausalEdge, from: Finding, to: Finding): boolean {
  const sides = [sideOf(from), sideOf(to)]
  switch (edge.bind) {
    case 'same-guest':
      return agree(from.about.guest, to.about.guest)
    case 'same-device':
      return agree(from.about.node, to.about.node) && (agree(from.about.device, to.about.device) || agree(from.about.pci, to.about.pci))
    case 'same-node':
      return agree(from.about.node, to.about.node) && agree(sides[0], sides[1])
    case 'same-side':
      return agree(sides[0], sides[1])
    case 'host-to-guest':
      return sides[0] !== 'guest' || sides[1] === 'guest'
    case 'same-cluster':
      return true
  }
}

const sideOf = (finding: Finding) => (finding.decisive[0] ?? finding.supporting[0])?.side

/** Every arrow of the map that holds between two findings. Both ends must be concluded from decisive lines. */
export function linkFindings(findings: readonly Finding[], edges: readonly CausalEdge[]): Link[] {
  const byCause = Map.groupBy(findings, (finding) => finding.cause.id)
  for (const list of byCause.values()) list.sort((a, b) => (a.at ?? Number.NEGATIVE_INFINITY) - (b.at ?? Number.NEGATIVE_INFINITY))
  const links: Link[] = []
  for (const edge of edges)
    for (const from of byCause.get(edge.from) ?? [])
      for (const to of mayBeNear(byCause.get(edge.to) ?? [], from, edge))
        if (from !== to && bound(edge, from, to) && mayFollow(from, to, edge.withinSeconds)) links.push({ from, to, edge })
  return links
}

/** Findings sorted by time whose start can lie in reach of the edge; a month of planned shutdowns must not be paired off. */
function mayBeNear(sorted: readonly Finding[], from: Finding, edge: CausalEdge): readonly Finding[] {
  if (from.at === null || sorted.length < 50) return sorted
  const [before, after] = edge.withinSeconds
  const earliest = from.at + before * 1000 - SLACK_MS
  const latest = (from.until ?? from.at) + after * 1000 + SLACK_MS
  return sorted.filter((to) => to.at === null || ((to.until ?? to.at) >= earliest && to.at <= latest))
}

const SLACK_MS = 60 * 60_000
