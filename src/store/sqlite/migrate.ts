import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { WhydownError } from '../../model/index.ts'
import { migrations as all, type Migration } from './migrations/index.ts'
import { inTransaction } from './transaction.ts'

/** `whyd`: tells our databases from other people's SQLite files. */
export const APPLICATION_ID = 0x77687964

export const databaseVersion = (database: DatabaseSync): number => Number(database.prepare('PRAGMA user_version').get()!['user_version'])

/**
 * Brings the database to the form this version knows. Before the first step the file is copied to `copies/`, named after
 * the version it has. Each step and its version number are one transaction: a power cut leaves the form before or after it,
 * and the next start goes on from there.
 */
export function migrate(database: DatabaseSync, folder: string, steps: readonly Migration[] = all): void {
  const known = steps.at(-1)?.version ?? 0
  const before = databaseVersion(database)
  refuseForeign(database, folder, before)
  if (before > known)
    throw new WhydownError(
      'store',
      `The store in ${folder} was written by a newer whydown (form ${before}, this one knows ${known}); nothing was changed.`,
      `Update whydown. Older forms that were kept: ${join(folder, 'copies')}`,
    )
  if (before === known) return
  if (before > 0) keepCopy(database, folder, before)
  for (const step of steps)
    inTransaction(database, () => {
      // Another process may have been faster between our look and our lock.
      if (databaseVersion(database) >= step.version) return
      database.exec(step.sql)
      database.exec(`PRAGMA user_version = ${step.version}`)
      database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    })
}

function refuseForeign(database: DatabaseSync, folder: string, version: number): void {
  const id = Number(database.prepare('PRAGMA application_id').get()!['application_id'])
  const tables = Number(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()!['n'])
  if (id === APPLICATION_ID || (id === 0 && version === 0 && tables === 0)) return
  throw new WhydownError(
    'store',
    `${join(folder, 'whydown.db')} is a database of another program; nothing was changed.`,
    'Choose another folder with --store, or move that file away.',
  )
}

/** A whole copy under a name that appears only when it is complete. A copy of the same state is not made twice. */
export function keepCopy(database: DatabaseSync, folder: string, version: number): string {
  const copies = join(folder, 'copies')
  const name = (n: number) => join(copies, `whydown-form-${version}${n === 1 ? '' : `-${n}`}.db`)
  let n = 1
  for (; existsSync(name(n)); n++) if (lastRevision(name(n)) === revisionOf(database)) return name(n)
  const copy = name(n)
  writeCopy(database, copy)
  return copy
}

/** The database as it is now, in one file without a log. It appears under its name only when it is complete. */
export function writeCopy(database: DatabaseSync, copy: string): void {
  mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
  const part = `${copy}.${process.pid}.part`
  rmSync(part, { force: true })
  try {
    database.exec(`VACUUM INTO '${part.replaceAll("'", "''")}'`)
    const handle = openSync(part, 'r')
    fsyncSync(handle)
    closeSync(handle)
    renameSync(part, copy)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

const revisionOf = (database: DatabaseSync) => Number(database.prepare('SELECT coalesce(max(revision), 0) AS n FROM history').get()!['n'])

function lastRevision(file: string): number | null {
  try {
    const copy = new DatabaseSync(file, { readOnly: true })
    try {
      return revisionOf(copy)
    } finally {
      copy.close()
    }
  } catch {
    return null
  }
}
