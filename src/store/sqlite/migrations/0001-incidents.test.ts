import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { incidents } from './0001-incidents.ts'
import { migrations } from './index.ts'

test('it makes the tables on an empty database', () => {
  const database = new DatabaseSync(':memory:')
  database.exec(incidents.sql)
  const names = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%'")
    .all()
  expect(names.map(({ name }) => name).toSorted()).toEqual([
    'actions',
    'annotations',
    'checks',
    'diagnoses',
    'edits',
    'history',
    'incidents',
    'links',
    'search',
  ])
})

test('steps are numbered from 1 without gaps', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, n) => n + 1))
})
