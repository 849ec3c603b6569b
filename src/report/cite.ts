import type { CoverageRow, Diagnosis, DiagnosisDocument, EvidenceItem } from '../model/index.ts'

export type Cited =
  | { readonly number: string; readonly item: EvidenceItem; readonly row?: undefined }
  | { readonly number: string; readonly row: CoverageRow; readonly item?: undefined }
  | { readonly number: '?'; readonly item?: undefined; readonly row?: undefined }

export interface Citations {
  /** The number a person sees: `3` for a line, `C2` for a source that held the time, `?` for a line that the document lacks. */
  find(ref: string): Cited
  /** All cited lines in the order of their numbers. */
  readonly lines: readonly { readonly number: string; readonly item: EvidenceItem }[]
  readonly sources: readonly { readonly number: string; readonly row: CoverageRow }[]
}

const COVERAGE = 'coverage:'

/**
 * Numbers of one diagnosis, by first citation in the order in which the report tells it. Built from the diagnosis and not
 * from what a renderer happens to print, so that `[3]` is the same line in the terminal, in Markdown and in HTML.
 */
export function citationsOf(document: DiagnosisDocument, diagnosis: Diagnosis, more: readonly string[] = []): Citations {
  const items = new Map(document.evidence.map((item) => [item.ref, item]))
  const numbers = new Map<string, Cited>()
  const lines: { number: string; item: EvidenceItem }[] = []
  const sources = document.coverage.map((row, n) => ({ number: `C${n + 1}`, row }))
  const bySource = new Map(sources.toReversed().map((source) => [source.row.source, source]))

  for (const ref of [...refsInOrder(diagnosis), ...more]) {
    if (numbers.has(ref)) continue
    const item = items.get(ref)
    if (!item) continue
    const cited = { number: String(lines.length + 1), item }
    lines.push(cited)
    numbers.set(ref, cited)
  }
  return {
    lines,
    sources,
    find: (ref) => numbers.get(ref) ?? (ref.startsWith(COVERAGE) ? bySource.get(ref.slice(COVERAGE.length)) : undefined) ?? { number: '?' },
  }
}

function* refsInOrder(d: Diagnosis): Generator<string> {
  for (const statement of d.statements) yield* statement.evidence
  yield* d.cause?.evidence ?? []
  for (const link of d.chain) yield* link.evidence
  for (const moment of [d.bracket.lastAlive, d.bracket.firstDown, d.bracket.firstBack]) yield* moment?.evidence ?? []
  for (const claim of d.impact) yield* claim.evidence
  yield* d.timeline
  for (const step of d.investigation) yield* step.evidence
  for (const why of d.whys) yield* why.evidence
  yield* d.memory?.evidence ?? []
  for (const note of d.memory?.notes ?? []) yield* note.evidence
  for (const row of d.killedNext?.rows ?? []) yield* row.evidence
  for (const party of d.parties) yield* party.evidence
  for (const rejected of d.rejected) yield* rejected.evidence
  for (const seen of d.alsoSeen) yield* seen.evidence
  for (const lesson of d.lessons) yield* lesson.evidence
  for (const escalation of d.escalation) yield* escalation.evidence
}
