import type { DatabaseSync } from 'node:sqlite'
import type { HistoryEntry } from '../../model/index.ts'
import type { Stamp } from '../incident-store.ts'
import { historyOf } from './rows.ts'

/** Writes down that something was changed; its number is the revision of what was changed. */
export function record(database: DatabaseSync, incident: string, stamp: Stamp, kind: string, detail: string): number {
  const oneLine = detail.replace(/\s+/g, ' ').trim()
  const { lastInsertRowid } = database
    .prepare('INSERT INTO history (incident, at, by, kind, detail) VALUES (?, ?, ?, ?, ?)')
    .run(incident, stamp.at, stamp.by, kind, oneLine.length > 500 ? `${oneLine.slice(0, 499)}…` : oneLine)
  return Number(lastInsertRowid)
}

export const lastRevision = (database: DatabaseSync): number =>
  Number(database.prepare('SELECT coalesce(max(revision), 0) AS n FROM history').get()!['n'])

export function readHistory(
  database: DatabaseSync,
  query: { readonly incident?: string; readonly after?: number; readonly limit?: number },
): HistoryEntry[] {
  return database
    .prepare('SELECT * FROM history WHERE revision > :after AND (:incident IS NULL OR incident = :incident) ORDER BY revision LIMIT :limit')
    .all({ after: query.after ?? 0, incident: query.incident ?? null, limit: query.limit ?? 10_000 })
    .map(historyOf)
}
