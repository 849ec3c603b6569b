import type { DiagnosisDocument } from '../model/index.ts'
import type { AccuracyCase } from './case.ts'

export type Score = 'right' | 'unknown' | 'wrong'

/**
 * Right: the established cause, or one that is accepted beside it, is the answer or stands in its chain. `undetermined` is
 * right only as inconclusive, `none` only as no-outage. Everything else that was concluded is wrong, and so is every answer
 * whose chain names what the case says must not be named.
 */
export function scoreCase(truth: AccuracyCase['truth'], document: DiagnosisDocument, expect: AccuracyCase['expect'] = 'truth'): Score {
  const [first] = document.diagnoses
  if (!first) return 'unknown'
  const nobody = expect === 'nobody'
  const accepted = new Set(nobody ? ['undetermined', 'none'] : [truth.cause, ...truth.alsoAccept])
  if (expect === 'truth-or-unknown') for (const id of truth.weaker) accepted.add(id)
  if (first.conclusion === 'inconclusive') return accepted.has('undetermined') ? 'right' : 'unknown'
  if (first.conclusion === 'no-outage') return accepted.has('none') ? 'right' : 'wrong'
  const answers = [first.cause?.id, ...first.chain.map((link) => link.id)].filter((id) => id !== undefined)
  if (answers.some((id) => truth.not.includes(id))) return 'wrong'
  return answers.some((id) => accepted.has(id)) ? 'right' : 'wrong'
}

/** Was the very cause named as the answer, and not only something that is accepted beside it? */
export const isExact = (truth: AccuracyCase['truth'], document: DiagnosisDocument): boolean =>
  (document.diagnoses[0]?.cause?.id ?? 'undetermined') === truth.cause

/** Was the trigger named as one? Null where the truth tells none. */
export function triggerRight(truth: AccuracyCase['truth'], document: DiagnosisDocument): boolean | null {
  if (!truth.trigger) return null
  return document.diagnoses[0]?.chain.some((link) => link.id === truth.trigger && link.role === 'trigger') ?? false
}

/** Does the chain hold the true one, link after link? Null where the truth tells none. */
export function chainRight(truth: AccuracyCase['truth'], document: DiagnosisDocument): boolean | null {
  if (!truth.chain || truth.chain.length === 0) return null
  const told = document.diagnoses[0]?.chain.map((link) => link.id) ?? []
  return truth.chain.every((id) => told.includes(id))
}

/** The lines of a text source, by the name under which the document shows it. */
export type SourceLines = ReadonlyMap<string, readonly string[]>

/** Of an entry in JSON the message is what is shown. */
const isMessageOf = (line: string, text: string): boolean => {
  if (!line.startsWith('{')) return false
  const { MESSAGE } = JSON.parse(line) as { MESSAGE?: unknown }
  return typeof MESSAGE === 'string' && MESSAGE.startsWith(text)
}

/**
 * A claim without a line, with a line that is not there, or with a text that is not the line's: rule 1 of the contract.
 * Empty when all is well.
 */
export function ungrounded(document: DiagnosisDocument, sources: SourceLines = new Map()): string[] {
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
    for (const statement of diagnosis.statements) check(`statement ${statement.id}`, statement.evidence)
    for (const one of [...diagnosis.impact, ...diagnosis.lessons, ...diagnosis.alsoSeen]) check(`"${one.text}"`, one.evidence)
  }
  for (const item of document.evidence) {
    const line = sources.get(item.file)?.[item.line - 1]
    if (line !== undefined && line !== item.text && !isMessageOf(line, item.text))
      problems.push(`${item.ref} is not the text of ${item.file}:${item.line}`)
  }
  return problems
}
