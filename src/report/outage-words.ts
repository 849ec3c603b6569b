import type { Diagnosis } from '../model/index.ts'
import { duration, type LocalClock, millis } from './local-clock.ts'

export const CONCLUSION: Record<Diagnosis['conclusion'], { word: string; means: string }> = {
  confirmed: { word: 'Confirmed', means: 'two independent sources agree and nothing contradicts' },
  likely: { word: 'Likely', means: 'decisive evidence, but short of two independent sources that agree' },
  inconclusive: { word: 'Inconclusive', means: 'the evidence does not decide; what would settle it is below' },
  'no-outage': { word: 'No outage', means: 'nothing went down in the time that the sources hold' },
}

export interface OutageTimes {
  readonly from: number | null
  readonly to: number | null
  /** `2025-07-29 16:19:27 PDT to 17:00:18` */
  readonly span: string | null
  /** `40 min 51 s` */
  readonly length: string | null
  /** `Not planned.` */
  readonly planned: string
}

export function outageTimes(diagnosis: Diagnosis, clock: LocalClock): OutageTimes {
  const { outage } = diagnosis
  const [from, to] = [millis(outage.from), millis(outage.to)]
  const length = outage.seconds === null ? null : duration(outage.seconds)
  const planned = outage.planned === true ? 'Planned.' : outage.planned === false ? 'Not planned.' : ''
  return { from, to, span: span(from, to, clock), length, planned }
}

function span(from: number | null, to: number | null, clock: LocalClock): string | null {
  if (from === null) return to === null ? null : `until ${clock.date(to)} ${clock.time(to)} ${clock.zone(to)}`
  const start = `${clock.date(from)} ${clock.time(from)}`
  if (to === null) return `${start} ${clock.zone(from)}`
  if (clock.zone(to) !== clock.zone(from)) return `${start} ${clock.zone(from)} to ${clock.date(to)} ${clock.time(to)} ${clock.zone(to)}`
  const end = clock.date(to) === clock.date(from) ? clock.time(to) : `${clock.date(to)} ${clock.time(to)}`
  return to === from ? `${start} ${clock.zone(from)}` : `${start} to ${end} ${clock.zone(from)}`
}

/** The day the report is about: of the outage, else of the last line it cites. */
export function incidentDay(diagnosis: Diagnosis, evidence: readonly { readonly at: string | null }[]): number | null {
  const from = millis(diagnosis.outage.from) ?? millis(diagnosis.outage.to)
  if (from !== null) return from
  const last = evidence.findLast((item) => item.at !== null)
  return last ? millis(last.at) : null
}
