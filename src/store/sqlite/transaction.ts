import type { DatabaseSync } from 'node:sqlite'

/** Everything that `work` does, or nothing of it. Takes the write lock first, so that what it reads stays true. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk or a damaged page ends the transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
