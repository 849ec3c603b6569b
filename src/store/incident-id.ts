import type { Diagnosis, DiagnosisDocument } from '../model/index.ts'
import { incidentDay, incidentName, localClock } from '../report/index.ts'

/** `2025-07-29`: the day of the outage where it happened; of the last line where no time is known; else of the writing. */
export function dayOf(document: DiagnosisDocument, diagnosis: Diagnosis, now: number): string {
  return localClock(document.zone.name).date(incidentDay(diagnosis, document.evidence) ?? now)
}

/** The next free id `MAAS-2025-07-29-001` beside those taken. Numbers of the past are not given out again. */
export function nextId(diagnosis: Diagnosis, day: string, taken: readonly string[]): string {
  const prefix = `${incidentName(diagnosis.subject).slice(0, 40)}-${day}-`
  const numbers = taken.filter((id) => id.startsWith(prefix)).map((id) => Number(id.slice(prefix.length)))
  return `${prefix}${String(Math.max(0, ...numbers.filter(Number.isInteger)) + 1).padStart(3, '0')}`
}
