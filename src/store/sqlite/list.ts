import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { IncidentSummary } from '../../model/index.ts'
import type { IncidentQuery } from '../incident-store.ts'
import { SUMMARY_COLUMNS, summaryOf } from './rows.ts'
import { searchQuery } from './search.ts'

const ORDER = { newest: 'i.sort_at DESC, i.number DESC', oldest: 'i.sort_at, i.number', changed: 'i.revision DESC' } as const

export function listIncidents(database: DatabaseSync, query: IncidentQuery): { incidents: IncidentSummary[]; total: number } {
  const where: string[] = []
  const values: Record<string, SQLInputValue> = {}
  const when = (condition: string, given: Record<string, SQLInputValue>) => {
    where.push(condition)
    Object.assign(values, given)
  }
  if (query.text !== undefined) {
    const words = searchQuery(query.text)
    if (words === null) return { incidents: [], total: 0 }
    when('i.number IN (SELECT rowid FROM search WHERE search MATCH :text)', { text: words })
  }
  for (const column of ['status', 'severity', 'conclusion'] as const)
    if (query[column]) when(`i.${column} IN (SELECT value FROM json_each(:${column}))`, { [column]: JSON.stringify(query[column]) })
  if (query.guest !== undefined)
    when('(i.subject_id = :guest OR i.subject_name = :guest COLLATE NOCASE)', { guest: query.guest.replace(/^(?:vm|ct):/, '') })
  if (query.node !== undefined)
    when(`(i.node = :node COLLATE NOCASE OR (i.subject_kind = 'node' AND i.subject_name = :node COLLATE NOCASE))`, { node: query.node })
  if (query.cause !== undefined)
    when(
      `(i.cause = :cause OR i.cause GLOB :area OR EXISTS (SELECT 1 FROM links l WHERE l.incident = i.id AND (l.id = :cause OR l.id GLOB :area)))`,
      { cause: query.cause, area: `${query.cause.replaceAll(/[*?[\]]/g, '').replace(/\.$/, '')}.*` },
    )
  if (query.since !== undefined) when('i.sort_at >= :since', { since: query.since })
  if (query.until !== undefined) when('i.sort_at < :until', { until: query.until })
  if (query.reviewBy !== undefined) when(`i.next_review <= :review AND i.status <> 'closed'`, { review: query.reviewBy })
  if (query.withProposal) when(`EXISTS (SELECT 1 FROM diagnoses d WHERE d.incident = i.id AND d.status = 'proposed')`, {})
  const condition = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`
  // Words alone are counted in the index, without a look at the incidents: the difference is a factor of twenty.
  const counting =
    query.text !== undefined && where.length === 1
      ? 'SELECT count(*) AS n FROM search WHERE search MATCH :text'
      : `SELECT count(*) AS n FROM incidents i ${condition}`
  const total = Number(database.prepare(counting).get(values)!['n'])
  const order = ORDER[query.order ?? 'newest']
  // The page first, its columns then: else they are worked out for all that was found, and most of that is thrown away.
  const rows = database
    .prepare(
      `SELECT ${SUMMARY_COLUMNS} FROM incidents i WHERE i.number IN (SELECT i.number FROM incidents i ${condition} ORDER BY ${order} LIMIT :limit OFFSET :offset) ORDER BY ${order}`,
    )
    .all({ ...values, limit: query.limit ?? 50, offset: query.offset ?? 0 })
  return { incidents: rows.map(summaryOf), total }
}
