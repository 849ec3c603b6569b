import type { DatabaseSync } from 'node:sqlite'
import type { Incident } from '../../model/index.ts'
import type { NewIncident, Stamp } from '../incident-store.ts'
import { dayOf, nextId } from '../incident-id.ts'
import { insertAction } from './actions.ts'
import { currentDocument, insertDiagnosis, moveIn, recipeOf } from './diagnoses.ts'
import { findIncident } from './find-incident.ts'
import { record } from './history.ts'
import { insertIncidentRow } from './incident-row.ts'
import { unpack } from './packed.ts'
import { ACTION_COLUMNS, actionOf, instant, instantOrNull, type Row, SUMMARY_COLUMNS, summaryOf } from './rows.ts'
import { indexIncident } from './search.ts'

export function insertIncident(database: DatabaseSync, folder: string, draft: NewIncident, stamp: Stamp): { id: string; existed: boolean } {
  const { document } = draft
  const diagnosis = document.diagnoses[0]
  if (!diagnosis || document.diagnoses.length !== 1) throw new Error('an incident is about exactly one outage')
  const existing = findIncident(database, document)
  if (existing !== null) return { id: existing, existed: true }
  const day = dayOf(document, diagnosis, stamp.at)
  const id = nextId(diagnosis, day, takenIds(database, day))
  const recipe = moveIn(folder, id, draft.evidence)
  const revision = record(database, id, stamp, 'added', diagnosis.headline)
  insertIncidentRow(database, {
    id,
    document,
    day,
    severity: diagnosis.severity.level,
    severityBecause: diagnosis.severity.rule,
    status: 'draft',
    commander: null,
    author: draft.author ?? null,
    impact: null,
    nextReview: draft.nextReview ?? null,
    createdAt: stamp.at,
    updatedAt: stamp.at,
    revision,
  })
  insertDiagnosis(database, id, document, 'current', stamp.at, recipe)
  for (const action of draft.actions) insertAction(database, id, action, stamp, revision)
  indexIncident(database, id, document)
  return { id, existed: false }
}

export const takenIds = (database: DatabaseSync, day: string) =>
  database
    .prepare('SELECT id FROM incidents WHERE day = ?')
    .all(day)
    .map((row) => String(row['id']))

export function readIncident(database: DatabaseSync, id: string): Incident {
  const row = database.prepare(`SELECT ${SUMMARY_COLUMNS}, i.impact, i.severity_because FROM incidents i WHERE i.id = ?`).get(id)!
  const all = (sql: string) => database.prepare(sql).all(id)
  const diagnosed = all(
    `SELECT at, status, document, recipe FROM diagnoses WHERE incident = ? AND status IN ('current', 'proposed') ORDER BY number`,
  )
  const [current, proposed] = (['current', 'proposed'] as const).map((status) => diagnosed.findLast((one) => one['status'] === status))
  return {
    ...summaryOf(row),
    document: currentDocument(database, id),
    diagnosedAt: instant(current?.['at']),
    proposal: proposed
      ? { document: unpack(proposed['document'] as Uint8Array, id), at: instant(proposed['at']), recipe: recipeOf(proposed) }
      : null,
    impact: row['impact'] as string | null,
    severityBecause: String(row['severity_because']),
    annotations: all('SELECT * FROM annotations WHERE incident = ? ORDER BY number').map((one: Row) => ({
      number: Number(one['number']),
      text: String(one['text']),
      at: instantOrNull(one['at']),
      by: String(one['by']),
      writtenAt: instant(one['written_at']),
    })),
    edits: all('SELECT * FROM edits WHERE incident = ? ORDER BY part').map((one: Row) => ({
      part: one['part'] as Incident['edits'][number]['part'],
      text: String(one['text']),
      refs: JSON.parse(String(one['refs'])) as string[],
      by: String(one['by']),
      at: instant(one['at']),
    })),
    actionItems: all(`SELECT ${ACTION_COLUMNS} FROM actions a WHERE a.incident = ? ORDER BY a.number`).map(actionOf),
    recipe: current ? recipeOf(current) : null,
  }
}
