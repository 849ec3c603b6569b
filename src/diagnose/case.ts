import type { CoverageRow, Observation } from '../model/index.ts'
import { shortName } from './home.ts'

export interface SubjectQuestion {
  readonly kind: 'vm' | 'ct' | 'node'
  readonly id: string
}

/** Everything a diagnosis is a pure function of. */
export interface Evidence {
  /** Sorted by `compareObservations`, entities resolved. */
  readonly observations: readonly Observation[]
  readonly coverage: readonly CoverageRow[]
  readonly zone: { readonly name: string; readonly because: string }
  readonly notes: readonly string[]
  /** Sources (by stream or file) too long to be read whole, and where they were: outside only faults are known, and nothing may be concluded. */
  readonly readWhole?: ReadonlyMap<string, readonly { readonly from: number; readonly to: number }[]>
  /** Nodes that the guest is or was on, where the evidence is from several: only their silence counts. */
  readonly homes?: ReadonlySet<string>
  /** Whom the user asks about. */
  readonly subject?: SubjectQuestion
  /** The moment the user asks about, and the span outside of which outages are not of interest. */
  readonly at?: number
  readonly since?: number
  readonly until?: number
}

/** Does some source of that side hold the whole span? Only then does its silence say anything. Nobody asks about what came later than `until`. */
export function coveringSource(evidence: Evidence, side: 'host' | 'guest', from: number, upTo: number): CoverageRow | undefined {
  const to = Math.min(upTo, evidence.until ?? upTo)
  return evidence.coverage.find(
    (row) =>
      row.side === side &&
      row.status === 'complete' &&
      (row.node === undefined || evidence.homes === undefined || side === 'guest' || evidence.homes.has(shortName(row.node))) &&
      row.from !== null &&
      row.to !== null &&
      Date.parse(row.from) <= from &&
      Date.parse(row.to) >= to,
  )
}
