import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { type DiagnosisDocument, WhydownError } from '../../model/index.ts'
import { currentDocument } from './diagnoses.ts'
import { lastRevision } from './history.ts'
import { insertIncidentRow } from './incident-row.ts'
import { migrate } from './migrate.ts'
import { DATABASE } from './open-database.ts'
import { type SavedTable, salvage } from './salvage.ts'
import { indexIncident } from './search.ts'
import { inTransaction } from './transaction.ts'

export interface Recovered {
  /** What was wrong, in SQLite's words; null for a sound store, and then nothing was changed. */
  readonly damage: string | null
  readonly incidents: number
  readonly actions: number
  /** Incidents that came, in whole or in part, from a kept copy. */
  readonly fromCopy: number
  readonly copy: string | null
  /** Incidents of which the diagnosis could be read and the rest not: severity, status and people are as of a new draft. */
  readonly rebuilt: readonly string[]
  readonly keptAt: string
  readonly lost: readonly { readonly id: string; readonly evidence: string | null }[]
}

/**
 * Saves what can be read of a damaged store. Every row that can still be read is taken, gaps are filled from the last kept copy.
 * The damaged files are moved to `copies/`, never deleted. The new database takes its place only when it is complete.
 */
export function recoverSqliteStore(folder: string): Recovered {
  const file = join(folder, DATABASE)
  if (!existsSync(file)) throw new WhydownError('store', `There is no store in ${folder}.`, 'Name its folder with --store.')
  const damage = damageOf(file)
  if (damage === null) {
    const database = new DatabaseSync(file, { readOnly: true })
    const count = Number(database.prepare('SELECT count(*) AS n FROM incidents').get()!['n'])
    database.close()
    return { damage, incidents: count, actions: 0, fromCopy: 0, copy: null, rebuilt: [], keptAt: '', lost: [] }
  }
  const copy = newestCopy(folder)
  const [saved, older] = [salvage(file), copy === null ? [] : salvage(copy)]
  const part = join(folder, `${DATABASE}.recovering`)
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${part}${suffix}`, { force: true })
  const database = new DatabaseSync(part, { enableForeignKeyConstraints: false })
  let result: Omit<Recovered, 'keptAt' | 'damage' | 'copy'>
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL')
    migrate(database, folder)
    result = inTransaction(database, () => rebuild(database, folder, saved, older))
  } catch (error) {
    database.close()
    rmSync(part, { force: true })
    throw error
  }
  database.close()
  const keptAt = setAside(folder)
  renameSync(part, file)
  return { damage, copy, keptAt, ...result }
}

/** What the integrity check finds first; null when all is well. */
function damageOf(file: string): string | null {
  let database: DatabaseSync
  try {
    database = new DatabaseSync(file, { timeout: 10_000 })
  } catch (error) {
    return (error as Error).message
  }
  try {
    const [first] = database.prepare('PRAGMA integrity_check(1)').all()
    const found = String(first?.['integrity_check'])
    if (found !== 'ok') return found.split('\n').slice(0, 2).join(' ')
    for (const row of database.prepare(`SELECT id FROM incidents`).all()) currentDocument(database, String(row['id']))
    return null
  } catch (error) {
    return (error as Error).message
  } finally {
    database.close()
  }
}

function newestCopy(folder: string): string | null {
  const copies = join(folder, 'copies')
  if (!existsSync(copies)) return null
  const revisionOf = (path: string) => {
    try {
      const database = new DatabaseSync(path, { readOnly: true })
      try {
        return Number(database.prepare('SELECT coalesce(max(revision), 0) AS n FROM history').get()!['n'])
      } finally {
        database.close()
      }
    } catch {
      return -1
    }
  }
  const found = readdirSync(copies)
    .filter((name) => name.endsWith('.db'))
    .map((name) => ({ path: join(copies, name), revision: revisionOf(join(copies, name)) }))
    .filter(({ revision }) => revision >= 0)
    .toSorted((a, b) => b.revision - a.revision)
  return found[0]?.path ?? null
}

function rebuild(
  database: DatabaseSync,
  folder: string,
  saved: readonly SavedTable[],
  older: readonly SavedTable[],
): Omit<Recovered, 'keptAt' | 'damage' | 'copy'> {
  const known = new Set([...mentioned(saved), ...mentioned(older)])
  put(database, saved, 'REPLACE')
  const complete = new Set(completeIncidents(database))
  put(database, older, 'IGNORE')
  const lost: string[] = []
  const ids = database
    .prepare('SELECT id FROM incidents')
    .all()
    .map((row) => String(row['id']))
  const rebuilt: string[] = []
  for (const id of [...new Set([...ids, ...known])].toSorted()) {
    const document = revive(database, id)
    if (document === null) lost.push(id)
    else if (!ids.includes(id)) {
      insertFromDocument(database, id, document)
      rebuilt.push(id)
    }
  }
  for (const id of lost) forget(database, id)
  const whole = completeIncidents(database)
  for (const id of whole) indexIncident(database, id, currentDocument(database, id))
  const evidenceOf = (id: string) => (existsSync(join(folder, 'bundles', id)) ? join(folder, 'bundles', id) : null)
  return {
    incidents: whole.length,
    actions: Number(database.prepare('SELECT count(*) AS n FROM actions').get()!['n']),
    fromCopy: whole.filter((id) => !complete.has(id) && !rebuilt.includes(id)).length,
    rebuilt,
    lost: lost.map((id) => ({ id, evidence: evidenceOf(id) })),
  }
}

function put(database: DatabaseSync, tables: readonly SavedTable[], conflict: 'REPLACE' | 'IGNORE'): void {
  for (const { name, rows } of tables) {
    const known = new Set(
      database
        .prepare(`SELECT name FROM pragma_table_info(?)`)
        .all(name)
        .map((row) => String(row['name'])),
    )
    if (known.size === 0) continue
    for (const row of rows) {
      const columns = Object.keys(row).filter((column) => known.has(column))
      try {
        database
          .prepare(`INSERT OR ${conflict} INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
          .run(...columns.map((column) => row[column] as SQLInputValue))
      } catch {
        // A row that was read from a damaged page may be no row at all.
      }
    }
  }
}

const completeIncidents = (database: DatabaseSync): string[] =>
  database
    .prepare(
      `SELECT id FROM incidents WHERE EXISTS (SELECT 1 FROM diagnoses WHERE incident = incidents.id AND status = 'current') ORDER BY number`,
    )
    .all()
    .map((row) => String(row['id']))

/** Ids that occur anywhere, even where their own row cannot be read: none may vanish without a word. */
function mentioned(tables: readonly SavedTable[]): string[] {
  return tables.flatMap(({ name, rows }) =>
    rows.flatMap((row) => {
      const id = name === 'incidents' ? row['id'] : row['incident']
      return typeof id === 'string' && ID.test(id) ? [id] : []
    }),
  )
}

/** A row that was read from a broken page may hold anything. */
const ID = /^[A-Z0-9][A-Z0-9-]*-\d{4}-\d\d-\d\d-\d{3,}$/

/** The newest diagnosis that can be read becomes the one of record, when that of record cannot. Null when there is none. */
function revive(database: DatabaseSync, id: string): DiagnosisDocument | null {
  for (;;) {
    const row = database
      .prepare(
        `SELECT number FROM diagnoses WHERE incident = ? ORDER BY status = 'current' DESC, status = 'past' DESC, number DESC LIMIT 1`,
      )
      .get(id)
    if (!row) return null
    database.prepare(`UPDATE diagnoses SET status = 'current' WHERE number = ?`).run(row['number']!)
    database
      .prepare(`UPDATE diagnoses SET status = 'past' WHERE incident = ? AND status = 'current' AND number <> ?`)
      .run(id, row['number']!)
    try {
      return currentDocument(database, id)
    } catch {
      database.prepare('DELETE FROM diagnoses WHERE number = ?').run(row['number']!)
    }
  }
}

function insertFromDocument(database: DatabaseSync, id: string, document: DiagnosisDocument): void {
  const { level, rule } = document.diagnoses[0]!.severity
  const at = Number(database.prepare('SELECT at FROM diagnoses WHERE incident = ?').get(id)!['at'])
  insertIncidentRow(database, {
    id,
    document,
    day: /(\d{4}-\d\d-\d\d)-\d+$/.exec(id)![1]!,
    severity: level,
    severityBecause: rule,
    status: 'draft',
    commander: null,
    author: null,
    impact: null,
    nextReview: null,
    createdAt: at,
    updatedAt: at,
    revision: lastRevision(database),
  })
}

function forget(database: DatabaseSync, id: string): void {
  database.prepare('DELETE FROM checks WHERE action IN (SELECT id FROM actions WHERE incident = ?)').run(id)
  for (const table of ['actions', 'edits', 'annotations', 'links', 'diagnoses'])
    database.prepare(`DELETE FROM ${table} WHERE incident = ?`).run(id)
  database.prepare('DELETE FROM incidents WHERE id = ?').run(id)
}

function setAside(folder: string): string {
  const copies = join(folder, 'copies')
  mkdirSync(copies, { recursive: true, mode: 0o700 })
  let n = 1
  while (existsSync(join(copies, `damaged-${n}`))) n++
  const place = join(copies, `damaged-${n}`)
  mkdirSync(place, { mode: 0o700 })
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(join(folder, `${DATABASE}${suffix}`)))
      renameSync(join(folder, `${DATABASE}${suffix}`), join(place, `${DATABASE}${suffix}`))
  return place
}
