import type { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { type DiagnosisDocument, WhydownError } from '../../model/index.ts'
import { currentDocument } from './diagnoses.ts'
import { times } from './incident-row.ts'

/** Two answers about the same subject are about the same outage when it began within this time. */
const SAME_OUTAGE_MS = 120_000

export function findIncident(database: DatabaseSync, document: DiagnosisDocument): string | null {
  const { subject, outage } = document.diagnoses[0]!
  if (outage.state === 'none') return null
  const { startedAt, endedAt } = times(document)
  const same = database
    .prepare(
      `SELECT id, subject_id, subject_name, node, started_at, ended_at FROM incidents
       WHERE subject_kind = :kind AND subject_id IS :subject AND state <> 'none'
         AND (:started IS NULL OR started_at IS NULL OR abs(started_at - :started) <= ${SAME_OUTAGE_MS})
         AND (:ended IS NULL OR ended_at IS NULL OR :started IS NOT NULL OR abs(ended_at - :ended) <= ${SAME_OUTAGE_MS})
       ORDER BY number`,
    )
    .all({ kind: subject.kind, subject: subject.id ?? null, started: startedAt, ended: endedAt })
  const agrees = (a: unknown, b: string | undefined) => a === null || b === undefined || a === b
  for (const row of same) {
    if (!agrees(row['node'], subject.node) || !agrees(row['subject_name'], subject.name)) continue
    if (startedAt !== null && row['started_at'] !== null) return String(row['id'])
    if (startedAt === null && row['started_at'] === null && endedAt !== null && row['ended_at'] !== null) return String(row['id'])
    // Without a time only the very same answer is known to be the same.
    if (startedAt === null && row['started_at'] === null && endedAt === null && row['ended_at'] === null) {
      const kept = currentDocument(database, String(row['id']))
      if (isDeepStrictEqual([kept.diagnoses, kept.evidence], [document.diagnoses, document.evidence])) return String(row['id'])
    }
  }
  return null
}

/** The one id that is meant: exact, or an unambiguous part of it. */
export function resolveId(database: DatabaseSync, asked: string): string {
  const exact = database.prepare('SELECT id FROM incidents WHERE id = ? COLLATE NOCASE').get(asked)
  if (exact) return String(exact['id'])
  const pattern = `%${asked.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`
  const rows = database.prepare(`SELECT id FROM incidents WHERE id LIKE ? ESCAPE '\\' ORDER BY sort_at DESC LIMIT 6`).all(pattern)
  const close = rows.map((row) => String(row['id']))
  if (close.length === 1 && asked !== '') return close[0]!
  if (close.length > 1)
    throw new WhydownError(
      'missing',
      `${asked} is not one incident but several.`,
      `Which one: ${close.slice(0, 5).join(', ')}${close.length > 5 ? ', …' : ''}?`,
    )
  throw new WhydownError('missing', `There is no incident ${asked}.`, 'See: whydown incidents list')
}
