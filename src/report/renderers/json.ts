import { type DiagnosisDocument, diagnosisDocument } from '../../model/index.ts'

/** The document itself. Keys come in the order of the schema, whoever built the object, so that two runs can be compared. */
export function renderJson(document: DiagnosisDocument): string {
  const parsed = diagnosisDocument.safeParse(document)
  return `${JSON.stringify(parsed.success ? parsed.data : document, null, 2)}\n`
}
