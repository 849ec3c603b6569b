import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { marks } from './0003-marks.ts'

test('a mark has one value', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(marks.sql)
  const set = database.prepare('INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  set.run('watch', '1')
  set.run('watch', '2')
  expect(database.prepare('SELECT value FROM marks').all()).toEqual([{ value: '2' }])
})
