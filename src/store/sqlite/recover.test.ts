import { closeSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentLike } from '../documents.fixture.ts'
import { recoverSqliteStore } from './recover.ts'
import { openSqliteStore } from './store.ts'

const stamp = { by: 'gshiva', at: Date.parse('2025-08-05T08:00:00.000Z') }
let folder: string
let file: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-recover-test-'))
  file = join(folder, 'whydown.db')
  const store = openSqliteStore(folder)
  for (let day = 1; day <= 20; day++) {
    const at = `2025-05-${String(day).padStart(2, '0')}T10:00:00.000Z`
    const { id } = await store.add(
      { document: await documentLike({ from: at, to: null }), actions: [{ text: 'x', kind: 'immediate', origin: 'person' }] },
      stamp,
    )
    await store.change(id, { kind: 'annotate', text: `note of day ${day}` }, stamp)
  }
  await store.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const overwrite = (offset: number, bytes: number) => {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, offset)
  closeSync(handle)
}
/** Pages of one table, so that the damage lands where it is meant to. */
const pagesOf = (table: string): number[] => {
  const database = new DatabaseSync(file)
  try {
    const root = Number(database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)!['rootpage'])
    return [root]
  } finally {
    database.close()
  }
}

test('a sound store is left alone', () => {
  const before = readFileSync(file)
  expect(recoverSqliteStore(folder)).toMatchObject({ damage: null, incidents: 20 })
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('broken pages: what can be read is there again, searchable, and the damaged file is kept', async () => {
  const size = statSync(file).size
  for (let offset = Math.floor(size / 2 / 4096) * 4096; offset < size / 2 + 5 * 4096; offset += 4096) overwrite(offset, 4096)
  const result = recoverSqliteStore(folder)
  expect(result.damage).not.toBe(null)
  expect(result.incidents).toBeGreaterThan(10)
  expect(result.incidents + result.lost.length).toBe(20)
  expect(existsSync(join(result.keptAt, 'whydown.db'))).toBe(true)
  const store = openSqliteStore(folder)
  const { incidents } = await store.list({ limit: 100 })
  expect(incidents).toHaveLength(result.incidents)
  for (const { id } of incidents) expect((await store.get(id)).document.diagnoses).toHaveLength(1)
  expect((await store.list({ text: 'killed' })).total).toBe(result.incidents)
  await store.close()
  expect(recoverSqliteStore(folder), 'recovered is sound').toMatchObject({ damage: null })
})

test('what is broken comes from the last kept copy, what is newer from the file', async () => {
  mkdirSync(join(folder, 'copies'), { recursive: true })
  copyFileSync(file, join(folder, 'copies', 'whydown-kept.db'))
  const store = openSqliteStore(folder)
  const { id } = await store.add({ document: await documentLike({ from: '2025-09-01T10:00:00.000Z', to: null }), actions: [] }, stamp)
  await store.close()
  overwrite((pagesOf('incidents')[0]! - 1) * 4096 + 8, 64)
  const result = recoverSqliteStore(folder)
  expect(result.copy).toContain('whydown-kept.db')
  expect(result.incidents).toBeGreaterThanOrEqual(20)
  const again = openSqliteStore(folder)
  const kept = (await again.list({ limit: 100 })).incidents.map((one) => one.id)
  expect(kept.includes(id) || result.lost.some((one) => one.id === id), 'nothing vanishes without a word').toBe(true)
  await again.close()
})

test('a file that is no database any more is restored from the copy', () => {
  mkdirSync(join(folder, 'copies'), { recursive: true })
  copyFileSync(file, join(folder, 'copies', 'whydown-kept.db'))
  overwrite(0, 8192)
  expect(recoverSqliteStore(folder)).toMatchObject({ incidents: 20, fromCopy: 20, lost: [] })
})

test('a file that is no database, without a copy: an empty store, the damaged file kept, nothing claimed', () => {
  overwrite(0, statSync(file).size)
  const result = recoverSqliteStore(folder)
  expect(result).toMatchObject({ incidents: 0, fromCopy: 0, copy: null })
  expect(statSync(join(result.keptAt, 'whydown.db')).size).toBeGreaterThan(0)
})

test('no store, no recovery', () => {
  expect(() => recoverSqliteStore(join(folder, 'nothing'))).toThrow('There is no store')
})
