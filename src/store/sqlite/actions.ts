import type { DatabaseSync } from 'node:sqlite'
import { type Action, type ActionCheck, WhydownError } from '../../model/index.ts'
import type { ActionChange, ActionQuery, NewAction, Stamp } from '../incident-store.ts'
import { record } from './history.ts'
import { ACTION_COLUMNS, actionOf, checkOf } from './rows.ts'

export function insertAction(database: DatabaseSync, incident: string, action: NewAction, stamp: Stamp, revision: number): string {
  const number = Number(database.prepare('SELECT coalesce(max(number), 0) + 1 AS n FROM actions WHERE incident = ?').get(incident)!['n'])
  const id = `${incident}.${number}`
  insertActionRow(database, {
    id,
    incident,
    number,
    text: action.text,
    kind: action.kind,
    origin: action.origin,
    addresses: action.addresses ?? null,
    owner: action.owner ?? null,
    due: action.due ?? null,
    status: action.status ?? 'open',
    note: null,
    verifier: action.verifier ?? null,
    createdAt: new Date(stamp.at).toISOString(),
    revision,
  })
  return id
}

export function insertActionRow(database: DatabaseSync, action: Omit<Action, 'check'>): void {
  database
    .prepare(
      `INSERT INTO actions (id, incident, number, text, kind, origin, addresses, owner, due, status, note, verifier, created_at, revision)
       VALUES (:id, :incident, :number, :text, :kind, :origin, :addresses, :owner, :due, :status, :note, :verifier, :at, :revision)`,
    )
    .run({
      id: action.id,
      incident: action.incident,
      number: action.number,
      text: action.text,
      kind: action.kind,
      origin: action.origin,
      addresses: action.addresses,
      owner: action.owner,
      due: action.due,
      status: action.status,
      note: action.note,
      verifier: action.verifier ? JSON.stringify(action.verifier) : null,
      at: Date.parse(action.createdAt),
      revision: action.revision,
    })
}

export function readAction(database: DatabaseSync, asked: string): Action {
  const row = database.prepare(`SELECT ${ACTION_COLUMNS} FROM actions a WHERE a.id = ? COLLATE NOCASE`).get(asked)
  if (row) return actionOf(row)
  const incident = asked.replace(/\.\d+$/, '')
  const rows = database.prepare('SELECT id FROM actions WHERE incident = ? COLLATE NOCASE ORDER BY number').all(incident)
  throw new WhydownError(
    'missing',
    `There is no action ${asked}.`,
    rows.length > 0 ? `${incident} has ${rows.map((one) => String(one['id'])).join(', ')}.` : 'See: whydown actions list',
  )
}

export function listActions(database: DatabaseSync, query: ActionQuery): Action[] {
  return database
    .prepare(
      `SELECT ${ACTION_COLUMNS} FROM actions a
       WHERE (:incident IS NULL OR a.incident = :incident)
         AND (:statuses IS NULL OR a.status IN (SELECT value FROM json_each(:statuses)))
         AND (:owner IS NULL OR a.owner = :owner COLLATE NOCASE)
         AND (:due IS NULL OR a.due <= :due)
       ORDER BY a.due IS NULL, a.due, a.incident, a.number LIMIT :limit`,
    )
    .all({
      incident: query.incident ?? null,
      statuses: query.status ? JSON.stringify(query.status) : null,
      owner: query.owner ?? null,
      due: query.dueBy ?? null,
      limit: query.limit ?? 1000,
    })
    .map(actionOf)
}

export function updateAction(database: DatabaseSync, id: string, change: ActionChange, stamp: Stamp, expected?: number): Action {
  const before = readAction(database, id)
  if (expected !== undefined && before.revision !== expected)
    throw new WhydownError(
      'conflict',
      `Action ${before.id} was changed by somebody else meanwhile; your change was not made.`,
      `See what is new: whydown incidents show ${before.incident}. Then make your change again.`,
    )
  const said: string[] = []
  for (const key of ['text', 'kind', 'owner', 'due', 'status', 'note', 'verifier'] as const) {
    const value = change[key]
    if (value === undefined) continue
    const stored = value === null || typeof value === 'string' ? value : JSON.stringify(value)
    database.prepare(`UPDATE actions SET ${key} = ? WHERE id = ?`).run(stored, before.id)
    said.push(`${key} ${value === null ? 'none' : typeof value === 'string' ? value : value.id}`)
  }
  touch(database, before, stamp, 'action', `${before.number} (${before.text}): ${said.join(', ')}`)
  return readAction(database, before.id)
}

export function insertCheck(database: DatabaseSync, id: string, check: ActionCheck, stamp: Stamp): Action {
  const action = readAction(database, id)
  insertCheckRow(database, action.id, check)
  touch(database, action, stamp, 'check', `${action.number} (${action.text}): ${check.result}, ${check.because}`)
  return readAction(database, action.id)
}

export function insertCheckRow(database: DatabaseSync, action: string, check: ActionCheck): void {
  database
    .prepare('INSERT INTO checks (action, at, result, because, evidence) VALUES (?, ?, ?, ?, ?)')
    .run(action, Date.parse(check.at), check.result, check.because, JSON.stringify(check.evidence))
}

export const readChecks = (database: DatabaseSync, action: string): ActionCheck[] =>
  database.prepare('SELECT * FROM checks WHERE action = ? ORDER BY number').all(action).map(checkOf)

/** Action and incident are changed together: pages of either are stale now. */
function touch(database: DatabaseSync, action: Action, stamp: Stamp, kind: string, detail: string): void {
  const revision = record(database, action.incident, stamp, kind, detail)
  database.prepare('UPDATE actions SET revision = ? WHERE id = ?').run(revision, action.id)
  database.prepare('UPDATE incidents SET revision = ?, updated_at = ? WHERE id = ?').run(revision, stamp.at, action.incident)
}
