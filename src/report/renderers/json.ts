import { type DiagnosisDocument, diagnosisOrder, inKeyOrder } from '../../model/index.ts'

/** The document itself. Keys come in the order of the schema, whoever built the object, so that two runs can be compared. */
export function renderJson(document: DiagnosisDocument): string {
  return `${JSON.stringify(inKeyOrder(document, diagnosisOrder), null, 2)}\n`
}
