import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { deliveries } from './0002-deliveries.ts'

test('the same message for the same channel has room once', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(deliveries.sql)
  const insert = database.prepare("INSERT INTO deliveries (key, kind, channel, message, next_at, created_at) VALUES (?, ?, ?, '{}', 1, 1)")
  insert.run('MAAS-2025-07-29-001', 'outage', 'ntfy')
  insert.run('MAAS-2025-07-29-001', 'recovery', 'ntfy')
  expect(() => insert.run('MAAS-2025-07-29-001', 'outage', 'ntfy')).toThrow('UNIQUE')
})
