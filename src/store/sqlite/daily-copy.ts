import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { lastRevision } from './history.ts'
import { writeCopy } from './migrate.ts'

const DAY_MS = 86_400_000
const CORRUPT = 11
const NOTADB = 26

/**
 * Before the first change of a day the database is copied to `copies/whydown-kept.db`: what `recover` falls back on. Reading all
 * pages also finds damage before something is written on top of it. No room for a copy is no reason not to work.
 */
export function dailyCopy(database: DatabaseSync, folder: string): () => void {
  const copy = join(folder, 'copies', 'whydown-kept.db')
  let checkedAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = Date.now()
    if (Math.abs(now - checkedAt) < DAY_MS) return
    checkedAt = now
    const age = now - (statSync(copy, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY)
    if (Math.abs(age) < DAY_MS || lastRevision(database) === 0) return
    try {
      writeCopy(database, copy)
    } catch (error) {
      const { errcode = 0 } = error as { errcode?: number }
      if ((errcode & 0xff) === CORRUPT || (errcode & 0xff) === NOTADB) throw error
    }
  }
}
