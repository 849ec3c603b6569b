import type { Action, HistoryEntry as StoredHistory, Incident, IncidentSummary } from '../model/index.ts'
import type { ActionView, HistoryEntry, IncidentRow, IncidentView } from './views.ts'

const MACHINES = new Set(['whydown', 'watch'])

export const rowOf = (incident: IncidentSummary): IncidentRow => ({
  id: incident.id,
  headline: incident.headline,
  subject: {
    kind: incident.subject.kind,
    id: incident.subject.id ?? null,
    name: incident.subject.name ?? null,
    node: incident.subject.node ?? null,
  },
  state: incident.outage.state,
  from: incident.outage.from,
  to: incident.outage.to,
  seconds: incident.outage.seconds,
  planned: incident.outage.planned === true,
  conclusion: incident.conclusion,
  cause: incident.cause?.id ?? null,
  severity: incident.severity,
  status: incident.status,
  openActions: incident.actions.open,
  openedAt: incident.createdAt,
})

export const actionOf = (action: Action): ActionView => ({
  id: action.id,
  incident: action.incident,
  text: action.text,
  kind: action.kind,
  addresses: action.addresses ?? '',
  owner: action.owner,
  due: action.due,
  status: action.status,
  verified: action.check
    ? { result: action.check.result, because: action.check.because, at: action.check.at }
    : action.verifier
      ? null
      : { result: 'person', because: 'no host can tell', at: null },
})

const historyOf = (entry: StoredHistory): HistoryEntry => ({
  at: entry.at,
  who: entry.by,
  kind: entry.kind,
  text: entry.detail,
  byPerson: !MACHINES.has(entry.by),
})

/** Everything the incident's page shows, newest history first. */
export function viewOf(
  incident: Incident,
  history: readonly StoredHistory[],
  recurrence: readonly string[],
  similar: readonly IncidentSummary[],
): IncidentView {
  const edit = (part: string) => incident.edits.find((e) => e.part === part)?.text ?? null
  return {
    row: rowOf(incident),
    revision: incident.revision,
    which: 0,
    document: incident.document,
    narrative: { headline: edit('headline'), summary: edit('summary'), impact: incident.impact ?? edit('impact') },
    commander: incident.commander,
    author: incident.author,
    nextReview: incident.nextReview,
    actions: incident.actionItems.map(actionOf),
    history: history.map(historyOf).toReversed(),
    recurrence: [...recurrence],
    similar: similar.map(rowOf),
    hasBundle: incident.recipe !== null,
  }
}
