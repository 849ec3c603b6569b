import type { Incident, IncidentSummary } from '../model/index.ts'
import { renderReport } from '../report/index.ts'
import type { IncidentStore } from '../store/index.ts'
import { WhydownError } from '../model/index.ts'

const TYPES: Readonly<Record<string, string>> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
}

export async function renderIncident(_store: IncidentStore, incident: Incident, form: string, _now: number) {
  const type = TYPES[form]
  if (!type) throw new WhydownError('usage', `There is no report as ${form}.`, 'md, html, json or txt.')
  const format = form === 'txt' ? 'text' : (form as 'md' | 'html' | 'json')
  return { body: new TextEncoder().encode(renderReport(incident.document, { format, full: true })), type }
}

export async function recurrenceOf(store: IncidentStore, incident: Incident): Promise<{ sentences: string[]; similar: IncidentSummary[] }> {
  const guest = incident.subject.id ?? incident.subject.name ?? incident.subject.node
  const same = guest === undefined ? [] : (await store.list({ guest, limit: 20 })).incidents.filter((other) => other.id !== incident.id)
  return { sentences: [], similar: same.slice(0, 5) }
}
