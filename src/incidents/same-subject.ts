import type { IncidentSummary } from '../model/index.ts'

export const startOf = ({ outage }: IncidentSummary): number | null => (outage.from === null ? null : Date.parse(outage.from))

/** The same guest, container or node; the same id elsewhere is another machine. */
export function sameSubject(a: IncidentSummary, b: IncidentSummary): boolean {
  const [x, y] = [a.subject, b.subject]
  if (x.kind !== y.kind) return false
  if (x.id !== undefined && y.id !== undefined) return x.id === y.id && (x.name === undefined || y.name === undefined || x.name === y.name)
  return x.name !== undefined && x.name === y.name
}
