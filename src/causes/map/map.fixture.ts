import { causes, edges } from '../index.ts'

/** What every part of the map owes: known ends, no loops upon itself, nothing twice. */
export function problemsOf(
  part: readonly { readonly from: string; readonly to: string; readonly withinSeconds: readonly [number, number]; readonly how: string }[],
): string[] {
  const known = new Set(causes.map((cause) => cause.id))
  const pairs = edges.map((edge) => `${edge.from}>${edge.to}`)
  return part.flatMap((edge) => [
    ...[edge.from, edge.to].filter((id) => !known.has(id)).map((id) => `${id} is no cause`),
    ...(edge.from === edge.to ? [`${edge.from} leads to itself`] : []),
    ...(pairs.filter((pair) => pair === `${edge.from}>${edge.to}`).length > 1 ? [`${edge.from} > ${edge.to} stands twice`] : []),
    ...(edge.withinSeconds[0] > edge.withinSeconds[1] ? [`${edge.from} > ${edge.to} ends before it begins`] : []),
    ...(edge.how.length < 15 ? [`${edge.from} > ${edge.to} does not say how`] : []),
  ])
}
