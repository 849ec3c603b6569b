import { incidentFile } from '../incidents/index.ts'
import { type Recurrence, WhydownError } from '../model/index.ts'
import { renderReport } from '../report/index.ts'
import type { IncidentStore } from '../store/index.ts'

const TYPES: Readonly<Record<string, string>> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  pdf: 'application/pdf',
}

/** The report of a kept incident with its history and actions, as the command line writes it. */
export async function renderIncident(
  store: IncidentStore,
  id: string,
  form: string,
  pdf: ((html: string) => Promise<Uint8Array>) | null,
): Promise<{ body: Uint8Array; type: string }> {
  const type = TYPES[form]
  if (!type) throw new WhydownError('usage', `There is no report as ${form}.`, 'md, html, json, txt or pdf.')
  const file = await incidentFile(store, id)
  const render = (format: 'md' | 'html' | 'json' | 'text') => renderReport(file.incident.document, { format, full: true, file })
  if (form !== 'pdf') return { body: new TextEncoder().encode(render(form === 'txt' ? 'text' : (form as 'md' | 'html' | 'json'))), type }
  if (pdf === null) throw new WhydownError('usage', 'No PDF can be printed here.', 'Print the HTML report.')
  return { body: await pdf(render('html')), type }
}

const HOUR_S = 3600
const DAY_S = 86_400
const length = (seconds: number): string =>
  seconds >= 2 * DAY_S
    ? `${Math.round(seconds / DAY_S)} days`
    : seconds >= 2 * HOUR_S
      ? `${Math.round(seconds / HOUR_S)} h`
      : `${Math.max(1, Math.round(seconds / 60))} min`

/** What the past says, in sentences; counts are of kept incidents. */
export const recurrenceWords = ({ again, between, repair, patterns }: Recurrence): string[] => [
  ...(again ? [`Number ${again.nth} with this cause since ${again.since}.`] : []),
  ...(between ? [`${between.count} unplanned outages, ${length(between.meanSeconds)} apart on average.`] : []),
  ...(repair && repair.count > 1 ? [`Back after ${length(repair.meanSeconds)} on average.`] : []),
  ...patterns,
]
