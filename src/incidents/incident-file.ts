import type { Incident, IncidentFile, IncidentSummary } from '../model/index.ts'
import type { IncidentStore } from '../store/index.ts'
import { recurrenceOf } from './recurrence.ts'

/** Incidents that may have to do with one another: of the subject, of the cause. So many at most of each, newest first. */
const LOOKED_AT = 500

/** An incident with its history and what the past says about it: what reports and pages show. */
export async function incidentFile(store: IncidentStore, id: string): Promise<IncidentFile> {
  const incident = await store.get(id)
  return {
    incident,
    history: await store.history({ incident: incident.id }),
    recurrence: recurrenceOf(incident, await related(store, incident)),
  }
}

async function related(store: IncidentStore, { subject, cause }: Incident): Promise<IncidentSummary[]> {
  const who = subject.id ?? subject.name
  const lists = await Promise.all([
    ...(who === undefined ? [] : [store.list({ guest: who, limit: LOOKED_AT })]),
    ...(subject.node === undefined ? [] : [store.list({ node: subject.node, limit: LOOKED_AT })]),
    ...(cause === null ? [] : [store.list({ cause: cause.id, limit: LOOKED_AT })]),
  ])
  return [...new Map(lists.flatMap(({ incidents }) => incidents).map((one) => [one.id, one])).values()]
}
