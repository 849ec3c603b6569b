import type { SQLOutputValue } from 'node:sqlite'
import type { Action, ActionCheck, HistoryEntry, IncidentSummary } from '../../model/index.ts'

export type Row = Record<string, SQLOutputValue>

export const instant = (ms: SQLOutputValue | undefined): string => new Date(Number(ms)).toISOString()
export const instantOrNull = (ms: SQLOutputValue | undefined): string | null => (ms === null || ms === undefined ? null : instant(ms))
const text = (value: SQLOutputValue | undefined): string | null => (value === null || value === undefined ? null : String(value))
const json = <T>(value: SQLOutputValue | undefined): T => JSON.parse(String(value)) as T

/** What lists need of a diagnosis, so that they never unpack a document. */
export type StoredSummary = Pick<IncidentSummary, 'subject' | 'outage' | 'zone' | 'cause' | 'links' | 'headline'>

/** Columns of a summary; `i` is the incident. */
export const SUMMARY_COLUMNS = `i.id, i.summary, i.day, i.conclusion, i.severity, i.status, i.commander, i.author, i.next_review, i.created_at, i.updated_at, i.revision,
  (SELECT text FROM edits WHERE incident = i.id AND part = 'headline') AS edited_headline,
  EXISTS (SELECT 1 FROM diagnoses WHERE incident = i.id AND status = 'proposed') AS has_proposal,
  (SELECT json_group_object(status, n) FROM (SELECT status, count(*) AS n FROM actions WHERE incident = i.id GROUP BY status)) AS action_counts,
  (SELECT count(*) FROM actions a WHERE a.incident = i.id AND (SELECT result FROM checks WHERE action = a.id ORDER BY number DESC LIMIT 1) = 'undone') AS undone`

export function summaryOf(row: Row): IncidentSummary {
  const stored = json<StoredSummary>(row['summary'])
  const counts = json<Partial<Record<Action['status'], number>>>(row['action_counts'])
  return {
    id: String(row['id']),
    ...stored,
    headline: text(row['edited_headline']) ?? stored.headline,
    day: String(row['day']),
    conclusion: row['conclusion'] as IncidentSummary['conclusion'],
    severity: row['severity'] as IncidentSummary['severity'],
    status: row['status'] as IncidentSummary['status'],
    commander: text(row['commander']),
    author: text(row['author']),
    nextReview: text(row['next_review']),
    actions: {
      open: (counts.open ?? 0) + (counts['in-progress'] ?? 0),
      done: counts.done ?? 0,
      dropped: counts.dropped ?? 0,
      undone: Number(row['undone']),
    },
    hasProposal: row['has_proposal'] === 1,
    createdAt: instant(row['created_at']),
    updatedAt: instant(row['updated_at']),
    revision: Number(row['revision']),
  }
}

export const ACTION_COLUMNS = `a.*, (SELECT json_object('at', at, 'result', result, 'because', because, 'evidence', json(evidence)) FROM checks WHERE action = a.id ORDER BY number DESC LIMIT 1) AS last_check`

export function actionOf(row: Row): Action {
  const check = row['last_check'] ? json<Omit<ActionCheck, 'at'> & { at: number }>(row['last_check']) : null
  return {
    id: String(row['id']),
    incident: String(row['incident']),
    number: Number(row['number']),
    text: String(row['text']),
    kind: row['kind'] as Action['kind'],
    origin: row['origin'] as Action['origin'],
    addresses: text(row['addresses']),
    owner: text(row['owner']),
    due: text(row['due']),
    status: row['status'] as Action['status'],
    note: text(row['note']),
    verifier: row['verifier'] === null ? null : json(row['verifier']),
    check: check === null ? null : { ...check, at: instant(check.at) },
    createdAt: instant(row['created_at']),
    revision: Number(row['revision']),
  }
}

export const checkOf = (row: Row): ActionCheck => ({
  at: instant(row['at']),
  result: row['result'] as ActionCheck['result'],
  because: String(row['because']),
  evidence: json(row['evidence']),
})

export const historyOf = (row: Row): HistoryEntry => ({
  revision: Number(row['revision']),
  incident: String(row['incident']),
  at: instant(row['at']),
  by: String(row['by']),
  kind: String(row['kind']),
  detail: String(row['detail']),
})
