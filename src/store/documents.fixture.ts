import { join } from 'node:path'
import { analyze } from '../diagnose/index.ts'
import type { Diagnosis, DiagnosisDocument } from '../model/index.ts'

const root = join(import.meta.dirname, '../..')
export const MAAS = join(root, 'fixtures/incidents/maas-2025-07-29')

let made: Promise<DiagnosisDocument> | undefined
/** The diagnosis of the incident that the product comes from, made from its evidence. */
export const maasDocument = (): Promise<DiagnosisDocument> => (made ??= analyze([{ path: MAAS }], { version: '0.0.0' }))

/** The same with another subject, time or words: for stores that do not care what is true. */
export async function documentLike(change: {
  subject?: Diagnosis['subject']
  from?: string | null
  to?: string | null
  cause?: string | null
  headline?: string
  conclusion?: Diagnosis['conclusion']
}): Promise<DiagnosisDocument> {
  const document = structuredClone(await maasDocument())
  const diagnosis = document.diagnoses[0]!
  if (change.subject) diagnosis.subject = change.subject
  if (change.from !== undefined) diagnosis.outage.from = change.from
  if (change.to !== undefined) diagnosis.outage.to = change.to
  if (diagnosis.outage.from !== null && diagnosis.outage.to !== null)
    diagnosis.outage.seconds = (Date.parse(diagnosis.outage.to) - Date.parse(diagnosis.outage.from)) / 1000
  if (change.cause === null) diagnosis.cause = null
  else if (change.cause !== undefined) {
    for (const link of diagnosis.chain) if (link.role === 'mechanism') link.id = change.cause
    diagnosis.cause = { ...diagnosis.cause!, id: change.cause }
  }
  if (change.headline !== undefined) diagnosis.headline = change.headline
  if (change.conclusion !== undefined) diagnosis.conclusion = change.conclusion
  return document
}
