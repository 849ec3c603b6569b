import { accessSync, constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { WhydownError } from '../../model/index.ts'
import { databaseVersion, migrate } from './migrate.ts'
import { type Migration, migrations } from './migrations/index.ts'

export const DATABASE = 'whydown.db'
const WAIT_MS = 10_000

export interface OpenedDatabase {
  readonly database: DatabaseSync
  readonly writable: boolean
  close(): void
}

/**
 * The database of a store folder, made where there is none. WAL with full synchronisation: what was acknowledged is on the
 * disk, and readers never wait for a writer. A folder that cannot be written is opened for reading only.
 */
export function openDatabase(folder: string, steps: readonly Migration[] = migrations): OpenedDatabase {
  const file = join(folder, DATABASE)
  if (!canWrite(folder) || (existsSync(file) && !canWrite(file))) return openReadOnly(folder, file, steps)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const database = new DatabaseSync(file, { timeout: WAIT_MS })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY')
    migrate(database, folder, steps)
  } catch (error) {
    database.close()
    throw error
  }
  return { database, writable: true, close: () => database.close() }
}

function openReadOnly(folder: string, file: string, steps: readonly Migration[]): OpenedDatabase {
  if (!existsSync(file))
    throw new WhydownError(
      'store',
      `There is no store in ${folder}, and none can be made there.`,
      'Choose a folder that you may write with --store, or WHYDOWN_STORE.',
    )
  const { database, forget } = connectReadOnly(file)
  const close = () => {
    database.close()
    forget()
  }
  try {
    const [version, known] = [databaseVersion(database), steps.at(-1)?.version ?? 0]
    if (version > known)
      throw new WhydownError(
        'store',
        `The store in ${folder} was written by a newer whydown (form ${version}, this one knows ${known}).`,
        'Update whydown.',
      )
    if (version < known)
      throw new WhydownError(
        'store',
        `The store in ${folder} has an older form (${version}, this whydown needs ${known}) and cannot be brought up to date: it cannot be written.`,
        'Copy the folder to a place you may write, and give that with --store.',
      )
    return { database, writable: false, close }
  } catch (error) {
    close()
    throw error
  }
}

/**
 * SQLite wants to write beside a WAL database even when it only reads. Where it cannot, the file is read as it is when
 * nothing is pending in the log; else from a copy, because reading without the log would silently show an older state.
 */
function connectReadOnly(file: string): { database: DatabaseSync; forget: () => void } {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: WAIT_MS })
    try {
      database.prepare('SELECT count(*) FROM sqlite_schema').get()
      return { database, forget: () => undefined }
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    const CANTOPEN = 14
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== CANTOPEN) throw error
    const log = `${file}-wal`
    if (!existsSync(log) || statSync(log).size === 0) {
      const url = pathToFileURL(file)
      url.searchParams.set('immutable', '1')
      return { database: new DatabaseSync(url, { readOnly: true }), forget: () => undefined }
    }
    const folder = mkdtempSync(join(tmpdir(), 'whydown-store-'))
    copyFileSync(file, join(folder, DATABASE))
    copyFileSync(log, join(folder, `${DATABASE}-wal`))
    return { database: new DatabaseSync(join(folder, DATABASE)), forget: () => rmSync(folder, { recursive: true, force: true }) }
  }
}

/** A path that does not exist yet can be written when its nearest folder can. */
function canWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return false
    const parent = join(path, '..')
    return parent !== path && canWrite(parent)
  }
}
