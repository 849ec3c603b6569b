import type { DiagnosisDocument } from '../model/index.ts'

/** The document about one of its outages, `number` from 1: what an incident keeps. Evidence and coverage stay whole. */
export function outageDocument(document: DiagnosisDocument, number = 1): DiagnosisDocument {
  const diagnosis = document.diagnoses[number - 1]
  if (!diagnosis) throw new RangeError(`there is no outage ${number}`)
  return { ...document, diagnoses: [diagnosis] }
}

/** Numbers (from 1) of the outages that are worth keeping: where something went down. */
export const outagesOf = (document: DiagnosisDocument): number[] =>
  document.diagnoses.flatMap(({ conclusion, outage }, n) => (conclusion === 'no-outage' || outage.state === 'none' ? [] : [n + 1]))
