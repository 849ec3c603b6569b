import type { DatabaseSync } from 'node:sqlite'
import type { EvidenceRecipe } from '../../model/index.ts'
import type { IncidentCopy, RestoreResult, Stamp } from '../incident-store.ts'
import { nextId } from '../incident-id.ts'
import { insertActionRow, insertCheckRow } from './actions.ts'
import { insertDiagnosis, moveIn, readDiagnoses } from './diagnoses.ts'
import { readHistory, record } from './history.ts'
import { insertIncidentRow } from './incident-row.ts'
import { readIncident, takenIds } from './incidents.ts'
import { checkOf } from './rows.ts'
import { indexIncident } from './search.ts'

export function copyIncident(database: DatabaseSync, id: string): IncidentCopy {
  return {
    incident: readIncident(database, id),
    diagnoses: readDiagnoses(database, id),
    history: readHistory(database, { incident: id }).map(({ revision, at, by, kind, detail }) => ({ revision, at, by, kind, detail })),
    checks: database
      .prepare('SELECT c.* FROM checks c JOIN actions a ON a.id = c.action WHERE a.incident = ? ORDER BY c.number')
      .all(id)
      .map((row) => ({ action: String(row['action']), check: checkOf(row) })),
  }
}

/**
 * Puts an incident of another store here. What is here already decides: the same or an older state changes nothing, a later
 * state of the same history replaces it, two histories that went different ways are a conflict that a person has to decide.
 */
export function restoreIncident(
  database: DatabaseSync,
  folder: string,
  copy: IncidentCopy,
  stamp: Stamp,
  options: { readonly evidence?: string; readonly renumber?: boolean },
): RestoreResult {
  const asked = copy.incident.id
  let id = asked
  let status: RestoreResult['status'] = 'added'
  if (database.prepare('SELECT 1 FROM incidents WHERE id = ?').get(asked)) {
    const [here, there] = [copyIncident(database, asked).history, copy.history].map((history) => history.map(entryKey)) as [
      string[],
      string[],
    ]
    if (startsWith(here, there)) return { id, status: 'same' }
    if (startsWith(there, here)) {
      remove(database, asked)
      status = 'updated'
    } else if (options.renumber) {
      id = nextId(copy.incident.document.diagnoses[0]!, copy.incident.day, takenIds(database, copy.incident.day))
      status = 'renumbered'
    } else return { id, status: 'conflict' }
  }
  const { incident } = copy
  const place =
    options.evidence === undefined ? null : placeOf(moveIn(folder, id, { folder: options.evidence, recipe: { inputs: [{ path: '' }] } }))
  let revision = 0
  for (const entry of copy.history) revision = record(database, id, { by: entry.by, at: Date.parse(entry.at) }, entry.kind, entry.detail)
  if (status === 'renumbered')
    revision = record(database, id, stamp, 'imported', `as ${id}; it was ${asked}, which is another incident here`)
  insertIncidentRow(database, {
    id,
    document: incident.document,
    day: incident.day,
    severity: incident.severity,
    severityBecause: incident.severityBecause,
    status: incident.status,
    commander: incident.commander,
    author: incident.author,
    impact: incident.impact,
    nextReview: incident.nextReview,
    createdAt: Date.parse(incident.createdAt),
    updatedAt: Date.parse(incident.updatedAt),
    revision,
  })
  for (const one of copy.diagnoses)
    insertDiagnosis(database, id, one.document, one.status, Date.parse(one.at), movedRecipe(one.recipe, place))
  const note = database.prepare('INSERT INTO annotations (incident, number, text, at, by, written_at) VALUES (?, ?, ?, ?, ?, ?)')
  for (const one of incident.annotations)
    note.run(id, one.number, one.text, one.at === null ? null : Date.parse(one.at), one.by, Date.parse(one.writtenAt))
  const edit = database.prepare('INSERT INTO edits (incident, part, text, refs, by, at) VALUES (?, ?, ?, ?, ?, ?)')
  for (const one of incident.edits) edit.run(id, one.part, one.text, JSON.stringify(one.refs), one.by, Date.parse(one.at))
  for (const one of incident.actionItems) insertActionRow(database, { ...one, id: `${id}.${one.number}`, incident: id, revision })
  for (const { action, check } of copy.checks) insertCheckRow(database, `${id}${action.slice(asked.length)}`, check)
  indexIncident(database, id, incident.document)
  return { id, status }
}

const entryKey = ({ at, by, kind, detail }: IncidentCopy['history'][number]) => JSON.stringify([at, by, kind, detail])
const startsWith = (long: readonly string[], short: readonly string[]) => short.every((key, n) => long[n] === key)
const placeOf = (recipe: EvidenceRecipe | null) => recipe?.inputs[0]?.path ?? null
/** A copy holds evidence under the last two parts of its path: the folder in `bundles/`, and the file. */
const movedRecipe = (recipe: EvidenceRecipe | null, place: string | null): EvidenceRecipe | null =>
  recipe === null || place === null
    ? null
    : {
        ...recipe,
        inputs: recipe.inputs.map((input) => ({ ...input, path: `${place}${input.path.split('/').filter(Boolean).slice(-2).join('/')}` })),
      }

function remove(database: DatabaseSync, id: string): void {
  database.prepare('DELETE FROM search WHERE rowid = (SELECT number FROM incidents WHERE id = ?)').run(id)
  database.prepare('DELETE FROM checks WHERE action IN (SELECT id FROM actions WHERE incident = ?)').run(id)
  for (const table of ['actions', 'edits', 'annotations', 'links', 'diagnoses', 'history'])
    database.prepare(`DELETE FROM ${table} WHERE incident = ?`).run(id)
  database.prepare('DELETE FROM incidents WHERE id = ?').run(id)
}
