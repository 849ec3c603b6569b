import { DatabaseSync } from 'node:sqlite'
import type { Row } from './rows.ts'

export interface SavedTable {
  readonly name: string
  readonly rows: readonly Row[]
}

/** The key of each table, in the order in which its rows are stored. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  history: ['revision'],
  incidents: ['number'],
  diagnoses: ['number'],
  checks: ['number'],
  links: ['incident', 'id'],
  annotations: ['incident', 'number'],
  edits: ['incident', 'part'],
  actions: ['id'],
  deliveries: ['number'],
  marks: ['name'],
}
/** Rows that are tried one by one inside of a gap. */
const LONGEST_GAP = 200_000

/**
 * Every row that can still be read of a damaged database: from the front until a page is broken, from the back until a page is
 * broken, and between the two one by one where rows are numbered. Reads only. A file that is no database at all gives nothing.
 */
export function salvage(file: string): SavedTable[] {
  let database: DatabaseSync
  try {
    database = new DatabaseSync(file, { readOnly: true })
  } catch {
    return []
  }
  try {
    return Object.entries(TABLES).map(([name, key]) => ({ name, rows: rowsOf(database, name, key) }))
  } finally {
    database.close()
  }
}

function rowsOf(database: DatabaseSync, table: string, key: readonly string[]): Row[] {
  const front = walk(database, table, key, 'ASC')
  if (front.whole) return front.rows
  const back = walk(database, table, key, 'DESC')
  const [numbered] = key
  const rows = [...front.rows, ...back.rows.toReversed()]
  if (key.length > 1 || numbered === 'id' || numbered === 'name') return rows
  const last = Number(front.rows.at(-1)?.[numbered!] ?? 0)
  const next = Number(back.rows.at(-1)?.[numbered!] ?? last + 1000)
  return [...front.rows, ...between(database, table, numbered!, last, Math.min(next, last + LONGEST_GAP)), ...back.rows.toReversed()]
}

function walk(database: DatabaseSync, table: string, key: readonly string[], order: 'ASC' | 'DESC'): { rows: Row[]; whole: boolean } {
  const rows: Row[] = []
  try {
    for (const row of database.prepare(`SELECT * FROM ${table} ORDER BY ${key.map((column) => `${column} ${order}`).join(', ')}`).iterate())
      rows.push({ ...row })
    return { rows, whole: true }
  } catch {
    return { rows, whole: false }
  }
}

function between(database: DatabaseSync, table: string, key: string, after: number, before: number): Row[] {
  const rows: Row[] = []
  let one
  try {
    one = database.prepare(`SELECT * FROM ${table} WHERE ${key} = ?`)
  } catch {
    return rows
  }
  for (let n = after + 1; n < before; n++)
    try {
      const row = one.get(n)
      if (row) rows.push({ ...row })
    } catch {
      // On a broken page.
    }
  return rows
}
