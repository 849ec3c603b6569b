import { defineMigration } from './define.ts'

/** Small facts that a daemon keeps over its death, by name. */
export const marks = defineMigration({
  version: 3,
  what: 'marks of the daemon',
  sql: `
    CREATE TABLE marks (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
})
