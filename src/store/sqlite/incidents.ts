import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { isDeepStrictEqual } from 'node:util'
import { type DiagnosisDocument, type EvidenceRecipe, type Incident, WhydownError } from '../../model/index.ts'
import type { IncidentChange, NewIncident, Stamp } from '../incident-store.ts'
import { dayOf, nextId } from '../incident-id.ts'
import { insertAction } from './actions.ts'
import { record } from './history.ts'
import { pack, unpack } from './packed.ts'
import { ACTION_COLUMNS, actionOf, instant, instantOrNull, type Row, type StoredSummary, SUMMARY_COLUMNS, summaryOf } from './rows.ts'
import { indexIncident } from './search.ts'

/** Two answers about the same subject are about the same outage when it began within this time. */
const SAME_OUTAGE_MS = 120_000

export function insertIncident(database: DatabaseSync, folder: string, draft: NewIncident, stamp: Stamp): { id: string; existed: boolean } {
  const { document } = draft
  const diagnosis = document.diagnoses[0]
  if (!diagnosis || document.diagnoses.length !== 1) throw new Error('an incident is about exactly one outage')
  const existing = findIncident(database, document)
  if (existing !== null) return { id: existing, existed: true }
  const day = dayOf(document, diagnosis, stamp.at)
  const id = nextId(diagnosis, day, takenIds(database, day))
  const recipe = draft.evidence ? moveIn(folder, id, draft.evidence) : null
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
    recipe,
    createdAt: stamp.at,
    updatedAt: stamp.at,
    revision,
  })
  insertDiagnosis(database, id, document, 'current', stamp.at)
  for (const action of draft.actions) insertAction(database, id, action, stamp, revision)
  indexIncident(database, id, document)
  return { id, existed: false }
}

interface IncidentRow extends Pick<
  Incident,
  | 'id'
  | 'document'
  | 'day'
  | 'severity'
  | 'severityBecause'
  | 'status'
  | 'commander'
  | 'author'
  | 'impact'
  | 'nextReview'
  | 'recipe'
  | 'revision'
> {
  readonly createdAt: number
  readonly updatedAt: number
}

export function insertIncidentRow(database: DatabaseSync, row: IncidentRow): void {
  const { startedAt, endedAt } = times(row.document)
  database
    .prepare(
      `INSERT INTO incidents (id, subject_kind, subject_id, subject_name, node, state, started_at, ended_at, sort_at, day, conclusion, cause, severity, severity_because,
        status, commander, author, impact, next_review, summary, recipe, created_at, updated_at, revision)
       VALUES (:id, :kind, :subject, :name, :node, :state, :started, :ended, :sort, :day, :conclusion, :cause, :severity, :because,
        :status, :commander, :author, :impact, :review, :summary, :recipe, :created, :updated, :revision)`,
    )
    .run({
      id: row.id,
      ...columnsOf(row.document),
      started: startedAt,
      ended: endedAt,
      sort: startedAt ?? endedAt ?? row.createdAt,
      day: row.day,
      severity: row.severity,
      because: row.severityBecause,
      status: row.status,
      commander: row.commander,
      author: row.author,
      impact: row.impact,
      review: row.nextReview,
      recipe: row.recipe === null ? null : JSON.stringify(row.recipe),
      created: row.createdAt,
      updated: row.updatedAt,
      revision: row.revision,
    })
  writeLinks(database, row.id, row.document)
}

export const takenIds = (database: DatabaseSync, day: string) =>
  database
    .prepare('SELECT id FROM incidents WHERE day = ?')
    .all(day)
    .map((row) => String(row['id']))

function times(document: DiagnosisDocument): { startedAt: number | null; endedAt: number | null } {
  const { outage } = document.diagnoses[0]!
  const ms = (at: string | null) => (at === null || Number.isNaN(Date.parse(at)) ? null : Date.parse(at))
  return { startedAt: ms(outage.from), endedAt: ms(outage.to) }
}

function columnsOf(document: DiagnosisDocument) {
  const { subject, outage, conclusion, cause, chain, headline } = document.diagnoses[0]!
  const summary: StoredSummary = {
    subject,
    outage,
    zone: document.zone.name,
    cause: cause ? { id: cause.id, title: cause.title } : null,
    links: chain.map(({ id, role }) => ({ id, role })),
    headline,
  }
  return {
    kind: subject.kind,
    subject: subject.id ?? null,
    name: subject.name ?? null,
    node: subject.node ?? null,
    state: outage.state,
    conclusion,
    cause: cause?.id ?? null,
    summary: JSON.stringify(summary),
  }
}

function writeLinks(database: DatabaseSync, id: string, document: DiagnosisDocument): void {
  database.prepare('DELETE FROM links WHERE incident = ?').run(id)
  const insert = database.prepare('INSERT OR IGNORE INTO links (incident, id, role) VALUES (?, ?, ?)')
  for (const link of document.diagnoses[0]!.chain) insert.run(id, link.id, link.role)
}

export function insertDiagnosis(database: DatabaseSync, id: string, document: DiagnosisDocument, status: string, at: number): void {
  database.prepare('INSERT INTO diagnoses (incident, at, status, document) VALUES (?, ?, ?, ?)').run(id, at, status, pack(document))
}

/** Evidence takes its place under the id while the write lock is held: a folder there can only be left over from a crash. */
export function moveIn(folder: string, id: string, evidence: NonNullable<NewIncident['evidence']>): EvidenceRecipe {
  const place = join('bundles', id)
  const target = join(folder, place)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  for (let n = 1; existsSync(target); n++) {
    const aside = join(folder, 'bundles', `.left-over-${id}-${n}`)
    if (!existsSync(aside)) renameSync(target, aside)
  }
  renameSync(evidence.folder, target)
  return { ...evidence.recipe, inputs: evidence.recipe.inputs.map((input) => ({ ...input, path: join(place, input.path) })) }
}

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

export function currentDocument(database: DatabaseSync, id: string): DiagnosisDocument {
  const row = database
    .prepare(`SELECT document FROM diagnoses WHERE incident = ? AND status = 'current' ORDER BY number DESC LIMIT 1`)
    .get(id)
  if (!row) throw new WhydownError('store', `The diagnosis of ${id} is missing in the store.`, 'Run: whydown incidents recover')
  return unpack(row['document'] as Uint8Array, id)
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

export function readIncident(database: DatabaseSync, id: string): Incident {
  const row = database.prepare(`SELECT ${SUMMARY_COLUMNS}, i.impact, i.severity_because, i.recipe FROM incidents i WHERE i.id = ?`).get(id)!
  const all = (sql: string) => database.prepare(sql).all(id)
  const diagnosed = all(`SELECT at, status, document FROM diagnoses WHERE incident = ? AND status <> 'past' ORDER BY number`)
  const proposed = diagnosed.findLast((one) => one['status'] === 'proposed')
  return {
    ...summaryOf(row),
    document: currentDocument(database, id),
    diagnosedAt: instant(diagnosed.find((one) => one['status'] === 'current')?.['at']),
    proposal: proposed ? { document: unpack(proposed['document'] as Uint8Array, id), at: instant(proposed['at']) } : null,
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
    recipe: row['recipe'] === null ? null : (JSON.parse(String(row['recipe'])) as EvidenceRecipe),
  }
}

export function changeIncident(database: DatabaseSync, id: string, change: IncidentChange, stamp: Stamp, expected?: number): number {
  const before = database.prepare('SELECT * FROM incidents WHERE id = ?').get(id)!
  if (expected !== undefined && Number(before['revision']) !== expected)
    throw new WhydownError(
      'conflict',
      `${id} was changed by somebody else meanwhile; your change was not made.`,
      `See what is new: whydown incidents show ${id}. Then make your change again.`,
    )
  const set = (column: string, value: string | number | null) =>
    database.prepare(`UPDATE incidents SET ${column} = ? WHERE id = ?`).run(value, id)
  const detail = apply(database, id, change, stamp, set)
  const revision = record(database, id, stamp, change.kind, detail)
  database.prepare('UPDATE incidents SET revision = ?, updated_at = ? WHERE id = ?').run(revision, stamp.at, id)
  indexIncident(database, id, currentDocument(database, id))
  return revision
}

/** Makes the change and says it in one line. */
function apply(
  database: DatabaseSync,
  id: string,
  change: IncidentChange,
  stamp: Stamp,
  set: (column: string, value: string | number | null) => void,
): string {
  switch (change.kind) {
    case 'status':
      set('status', change.to)
      if (change.nextReview !== undefined) set('next_review', change.nextReview)
      return `${change.to}${change.because ? `: ${change.because}` : ''}`
    case 'assign': {
      const said: string[] = []
      for (const role of ['commander', 'author'] as const) {
        const name = change[role]
        if (name === undefined) continue
        set(role, name)
        said.push(`${role} ${name ?? 'nobody'}`)
      }
      return said.join(', ')
    }
    case 'severity':
      set('severity', change.to)
      set('severity_because', change.because)
      return `${change.to}: ${change.because}`
    case 'impact':
      set('impact', change.text)
      return change.text ?? 'taken back'
    case 'annotate': {
      const number = Number(database.prepare('SELECT coalesce(max(number), 0) + 1 AS n FROM annotations WHERE incident = ?').get(id)!['n'])
      database
        .prepare('INSERT INTO annotations (incident, number, text, at, by, written_at) VALUES (?, ?, ?, ?, ?, ?)')
        .run(id, number, change.text, change.at ?? null, stamp.by, stamp.at)
      return change.text
    }
    case 'edit':
      database.prepare('DELETE FROM edits WHERE incident = ? AND part = ?').run(id, change.part)
      if (change.text !== null)
        database
          .prepare('INSERT INTO edits (incident, part, text, refs, by, at) VALUES (?, ?, ?, ?, ?, ?)')
          .run(id, change.part, change.text, JSON.stringify(change.refs), stamp.by, stamp.at)
      return `${change.part}: ${change.text ?? 'back to what whydown wrote'}`
    case 'next-review':
      set('next_review', change.day)
      return change.day ?? 'none'
    case 'propose-diagnosis':
      database.prepare(`DELETE FROM diagnoses WHERE incident = ? AND status = 'proposed'`).run(id)
      if (change.document === null) return 'declined'
      insertDiagnosis(database, id, change.document, 'proposed', stamp.at)
      return change.document.diagnoses[0]!.headline
    case 'diagnosis': {
      database.prepare(`DELETE FROM diagnoses WHERE incident = ? AND status = 'proposed'`).run(id)
      database.prepare(`UPDATE diagnoses SET status = 'past' WHERE incident = ? AND status = 'current'`).run(id)
      insertDiagnosis(database, id, change.document, 'current', stamp.at)
      const { kind, subject, name, node, state, conclusion, cause, summary } = columnsOf(change.document)
      const { startedAt, endedAt } = times(change.document)
      database
        .prepare(
          `UPDATE incidents SET subject_kind = :kind, subject_id = :subject, subject_name = :name, node = :node, state = :state, conclusion = :conclusion, cause = :cause,
             summary = :summary, started_at = :started, ended_at = :ended, sort_at = coalesce(:started, :ended, sort_at) WHERE id = :id`,
        )
        .run({ kind, subject, name, node, state, conclusion, cause, summary, started: startedAt, ended: endedAt, id })
      writeLinks(database, id, change.document)
      return change.because
    }
    case 'escalated':
      return `to ${change.to}: ${change.because}`
  }
}
