import type { DiagnosisDocument } from '../model/index.ts'
import type { AccuracyCase } from './case.ts'

export type Score = 'right' | 'unknown' | 'wrong'

/**
 * Right: the established cause, or one that is accepted beside it, is the answer or stands in its chain. `undetermined` is
 * right only as inconclusive, `none` only as no-outage. Everything else that was concluded is wrong.
 */
export function scoreCase(truth: AccuracyCase['truth'], document: DiagnosisDocument): Score {
  const [first] = document.diagnoses
  if (!first) return 'unknown'
  const accepted = new Set([truth.cause, ...truth.alsoAccept])
  if (first.conclusion === 'inconclusive') return accepted.has('undetermined') ? 'right' : 'unknown'
  if (first.conclusion === 'no-outage') return accepted.has('none') ? 'right' : 'wrong'
  const answers = [first.cause?.id, ...first.chain.map((link) => link.id)]
  return answers.some((id) => id !== undefined && accepted.has(id)) ? 'right' : 'wrong'
}

/** A claim without a line, or with a line that is not there: rule 1 of the contract. Empty when all is well. */
export function ungrounded(document: DiagnosisDocument): string[] {
  const known = new Set([...document.evidence.map((e) => e.ref), ...document.coverage.map((c) => `coverage:${c.source}`)])
  const problems: string[] = []
  const check = (what: string, refs: readonly string[]) => {
    if (refs.length === 0) problems.push(`${what} cites nothing`)
    for (const ref of refs) if (!known.has(ref)) problems.push(`${what} cites ${ref}, which is not there`)
  }
  for (const diagnosis of document.diagnoses) {
    if (diagnosis.cause) check(`cause ${diagnosis.cause.id}`, diagnosis.cause.evidence)
    for (const link of diagnosis.chain) check(`chain ${link.id}`, link.evidence)
    for (const one of diagnosis.rejected) check(`rejected ${one.id}`, one.evidence)
    for (const why of diagnosis.whys) check(`why "${why.question}"`, why.evidence)
  }
  return problems
}
