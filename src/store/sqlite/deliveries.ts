import type { DatabaseSync } from 'node:sqlite'
import type { Delivery, Message } from '../../notify/index.ts'
import type { DeliveryEntry } from '../incident-store.ts'

export function insertDelivery(database: DatabaseSync, message: Message, channel: string, notBefore: number, at: number): void {
  database
    .prepare(
      'INSERT INTO deliveries (key, kind, channel, message, next_at, created_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key, kind, channel) DO NOTHING',
    )
    .run(message.key, message.kind, channel, JSON.stringify(message), notBefore, at)
}

export const dueDeliveries = (database: DatabaseSync, now: number, limit: number): Delivery[] =>
  database
    .prepare("SELECT * FROM deliveries WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, number LIMIT ?")
    .all(now, limit)
    .map((row) => ({
      id: Number(row['number']),
      key: String(row['key']),
      channel: String(row['channel']),
      message: JSON.parse(String(row['message'])) as Message,
      tries: Number(row['tries']),
    }))

export function settleDelivery(
  database: DatabaseSync,
  id: number,
  outcome: { readonly state: string; readonly said: string; readonly next: number | null },
  at: number,
): void {
  database
    .prepare('UPDATE deliveries SET state = ?, said = ?, next_at = ?, tries = tries + 1, settled_at = ? WHERE number = ?')
    .run(outcome.state, outcome.said, outcome.next, outcome.state === 'waiting' ? null : at, id)
}

export const listDeliveries = (database: DatabaseSync, query: { readonly key?: string; readonly limit?: number }): DeliveryEntry[] =>
  database
    .prepare('SELECT * FROM deliveries WHERE (:key IS NULL OR key = :key) ORDER BY number DESC LIMIT :limit')
    .all({ key: query.key ?? null, limit: query.limit ?? 200 })
    .map((row) => ({
      key: String(row['key']),
      kind: String(row['kind']),
      channel: String(row['channel']),
      state: String(row['state']) as DeliveryEntry['state'],
      tries: Number(row['tries']),
      said: row['said'] === null ? null : String(row['said']),
      createdAt: new Date(Number(row['created_at'])).toISOString(),
      settledAt: row['settled_at'] === null ? null : new Date(Number(row['settled_at'])).toISOString(),
      nextAt: row['next_at'] === null ? null : new Date(Number(row['next_at'])).toISOString(),
    }))

/** Old settled rows go; what waits stays. */
export const forgetDeliveries = (database: DatabaseSync, before: number): number =>
  Number(database.prepare("DELETE FROM deliveries WHERE state <> 'waiting' AND settled_at < ?").run(before).changes)
