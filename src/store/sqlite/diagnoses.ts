import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { type DiagnosisDocument, type EvidenceRecipe, WhydownError } from '../../model/index.ts'
import type { DiagnosisVersion, Evidence } from '../incident-store.ts'
import { columnsOf, times, writeLinks } from './incident-row.ts'
import { pack, unpack } from './packed.ts'
import { instant, type Row } from './rows.ts'

export const recipeOf = (row: Row): EvidenceRecipe | null =>
  row['recipe'] === null ? null : (JSON.parse(String(row['recipe'])) as EvidenceRecipe)

export function insertDiagnosis(
  database: DatabaseSync,
  id: string,
  document: DiagnosisDocument,
  status: DiagnosisVersion['status'],
  at: number,
  recipe: EvidenceRecipe | null,
): void {
  database
    .prepare('INSERT INTO diagnoses (incident, at, status, document, recipe) VALUES (?, ?, ?, ?, ?)')
    .run(id, at, status, pack(document), recipe === null ? null : JSON.stringify(recipe))
}

/** Evidence takes its place under the id while the write lock is held: a folder there is of an earlier diagnosis, or of a crash. */
export function moveIn(folder: string, id: string, evidence: Evidence | undefined): EvidenceRecipe | null {
  if (evidence === undefined) return null
  if (evidence.folder === undefined) return evidence.recipe
  const bundles = join(folder, 'bundles')
  mkdirSync(bundles, { recursive: true, mode: 0o700 })
  let place = id
  for (let n = 2; existsSync(join(bundles, place)); n++) place = `${id}.${n}`
  renameSync(evidence.folder, join(bundles, place))
  return { ...evidence.recipe, inputs: evidence.recipe.inputs.map((input) => ({ ...input, path: `bundles/${place}/${input.path}` })) }
}

export function currentDocument(database: DatabaseSync, id: string): DiagnosisDocument {
  const row = database
    .prepare(`SELECT document FROM diagnoses WHERE incident = ? AND status = 'current' ORDER BY number DESC LIMIT 1`)
    .get(id)
  if (!row) throw new WhydownError('store', `The diagnosis of ${id} is missing in the store.`, 'Run: whydown incidents recover')
  return unpack(row['document'] as Uint8Array, id)
}

export function currentRecipe(database: DatabaseSync, id: string): EvidenceRecipe | null {
  const row = database.prepare(`SELECT recipe FROM diagnoses WHERE incident = ? AND status = 'current'`).get(id)
  return row ? recipeOf(row) : null
}

export function readDiagnoses(database: DatabaseSync, id: string): DiagnosisVersion[] {
  return database
    .prepare('SELECT at, status, document, recipe FROM diagnoses WHERE incident = ? ORDER BY number')
    .all(id)
    .map((row) => ({
      at: instant(row['at']),
      status: row['status'] as DiagnosisVersion['status'],
      document: unpack(row['document'] as Uint8Array, id),
      recipe: recipeOf(row),
    }))
}

/** The other answer that waits, made something else: the document of record, or declined. */
export function settleProposal(database: DatabaseSync, id: string, status: DiagnosisVersion['status']): void {
  database.prepare(`UPDATE diagnoses SET status = ? WHERE incident = ? AND status = 'proposed'`).run(status, id)
}

export function proposedDocument(database: DatabaseSync, id: string): DiagnosisDocument {
  const row = database.prepare(`SELECT document FROM diagnoses WHERE incident = ? AND status = 'proposed'`).get(id)
  if (!row) throw new WhydownError('missing', `${id} has no other answer waiting.`, `Make one with: whydown incidents rediagnose ${id}`)
  return unpack(row['document'] as Uint8Array, id)
}

/** Another document of record: what lists and searches need of it is taken over. The id of the incident stays. */
export function replaceDiagnosis(database: DatabaseSync, id: string, document: DiagnosisDocument, put: () => void): void {
  database.prepare(`UPDATE diagnoses SET status = 'past' WHERE incident = ? AND status = 'current'`).run(id)
  put()
  const { startedAt, endedAt } = times(document)
  database
    .prepare(
      `UPDATE incidents SET subject_kind = :kind, subject_id = :subject, subject_name = :name, node = :node, state = :state, conclusion = :conclusion,
         cause = :cause, summary = :summary, started_at = :started, ended_at = :ended, sort_at = coalesce(:started, :ended, sort_at) WHERE id = :id`,
    )
    .run({ ...columnsOf(document), started: startedAt, ended: endedAt, id })
  writeLinks(database, id, document)
}
