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
  const byCause = new Map<string, Finding[]>()
  for (const finding of findings) byCause.set(finding.cause.id, [...(byCause.get(finding.cause.id) ?? []), finding])
  const links: Link[] = []
  for (const edge of edges)
    for (const from of byCause.get(edge.from) ?? [])
      for (const to of byCause.get(edge.to) ?? [])
        if (from !== to && bound(edge, from, to) && mayFollow(from, to, edge.withinSeconds)) links.push({ from, to, edge })
  return links
}
