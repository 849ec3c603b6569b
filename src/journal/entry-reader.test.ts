import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createEntryReader } from './entry-reader.ts'
import { journalBytes, sampleEntries } from './journal-for-tests.ts'
import { readEntries } from './read-entries.ts'

const folder = mkdtempSync(join(tmpdir(), 'whydown-entry-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('an entry of a file that is gone gives nothing and does not throw', () => {
  const reader = createEntryReader()
  expect(reader.entry(join(folder, 'gone.journal'), 4096)).toBeNull()
  reader.close()
})
test('only the fields that are wanted are read; the entry is the same', () => {
  const path = join(folder, 'system.journal')
  writeFileSync(path, journalBytes(sampleEntries(20)))
  const [entry] = [...readEntries([path])].slice(9)
  const reader = createEntryReader((name) => name === 'PRIORITY' || name === 'MESSAGE')
  const read = reader.entry(path, entry!.offset)
  expect([...read!.fields.keys()]).toEqual(['PRIORITY', 'MESSAGE'])
  expect(read).toMatchObject({ cursor: entry!.cursor, unreadFields: 0 })
  expect(read?.get('MESSAGE')).toBe(entry!.get('MESSAGE'))
  reader.close()
})
test('an entry without any wanted field is still an entry', () => {
  const path = join(folder, 'system.journal')
  const reader = createEntryReader(() => false)
  const [entry] = readEntries([path])
  expect(reader.entry(path, entry!.offset)?.fields.size).toBe(0)
  reader.close()
})
