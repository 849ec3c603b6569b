import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { BOOT_A, BOOT_B, journalBytes, sampleEntries, temporaryDirectory, unpackFixture } from './journal-for-tests.ts'
import { lacksField } from './field-index.ts'
import { openJournalFile } from './file.ts'
import { hitEntries } from './hit-entries.ts'
import { readEntries } from './read-entries.ts'
import { scanMessages } from './scan-messages.ts'
import { createStoredEntryReader, readStoredEntries, type StoredEntry } from './stored-entries.ts'

const folder = temporaryDirectory()
afterAll(folder.remove)
const real = unpackFixture('unclean-stop', folder.path)
const put = (name: string, bytes: Buffer) => {
  const path = join(folder.path, name)
  writeFileSync(path, bytes)
  return path
}
const payloadsOf = ({ items, payloads }: StoredEntry) => items.map((item) => payloads.at(item)?.toString('utf8') ?? null)

test('the entries of readEntries, in its order, with their fields', () => {
  const stored = Array.from(readStoredEntries(real), (entry) => [entry.file, entry.offset, entry.seqnum, ...payloadsOf(entry)])
  const read = Array.from(readEntries(real), ({ file, offset, seqnum, fields }) => [
    file,
    offset,
    seqnum,
    ...Array.from(fields, ([name, values]) => values.map((value) => `${name}=${value}`)).flat(),
  ])
  expect(stored.length).toBeGreaterThan(1000)
  expect(stored.map((row) => row.toSorted())).toEqual(read.map((row) => row.toSorted()))
})
describe.each([
  ['closed', 0],
  ['still open, without a usable index', 1],
] as const)('clauses in a file that is %s', (_, state) => {
  const path = put(`clauses-${state}.journal`, journalBytes(sampleEntries(60), { state }))
  const count = (anyOf: readonly Readonly<Record<string, string>>[]) => [...readStoredEntries([path], { anyOf })].length
  test('one value', () => expect(count([{ _TRANSPORT: 'kernel' }])).toBe(6))
  test('all of one clause must hold', () => {
    expect(count([{ _TRANSPORT: 'kernel', PRIORITY: '3' }])).toBe(6)
    expect(count([{ _TRANSPORT: 'kernel', PRIORITY: '6' }])).toBe(0)
  })
  test('one of several clauses is enough', () => expect(count([{ _TRANSPORT: 'kernel' }, { PRIORITY: '6' }])).toBe(60))
  test('a field that no entry has', () => expect(count([{ NO_SUCH: '1' }, { _TRANSPORT: 'kernel' }])).toBe(6))
  test('a value that only begins alike is another', () => expect(count([{ _TRANSPORT: 'kern' }])).toBe(0))
})
test('windows, boots, hits', () => {
  const path = put(
    'two-boots.journal',
    journalBytes([...sampleEntries(30), ...sampleEntries(30, { seqnum: 31, realtimeUs: 1_750_000_100_000_000, bootId: BOOT_B })]),
  )
  const seqnums = (options: Parameters<typeof readStoredEntries>[1]) =>
    Array.from(readStoredEntries([path], options), ({ seqnum }) => seqnum)
  expect(seqnums({ bootId: BOOT_B })).toEqual(Array.from({ length: 30 }, (_, n) => 31 + n))
  expect(seqnums({ sinceUs: 1_750_000_028_000_000, untilUs: 1_750_000_101_000_000 })).toEqual([29, 30, 31, 32])
  const hits = hitEntries(scanMessages([path], [{ id: 'oom', literals: ['Out of memory'], regexp: /Out of memory/ }]))
  expect(seqnums({ hits })).toEqual([10, 20, 30, 40, 50, 60])
  expect(seqnums({ hits, bootId: BOOT_A, anyOf: [{ PRIORITY: '3' }] })).toEqual([10, 20, 30])
})
test('an entry is read again by its place', () => {
  const [first] = readStoredEntries(real)
  const reader = createStoredEntryReader()
  const again = reader.entry(first!.file, first!.offset)
  expect(again && payloadsOf(again).length).toBe(first!.items.length)
  expect(reader.entry(first!.file, first!.offset + 8)).toBeNull()
  expect(reader.entry(join(folder.path, 'gone'), 264)).toBeNull()
  reader.close()
})
test('only a whole table of fields proves that one is missing', () => {
  const [path] = real
  const file = openJournalFile(path!)
  expect(lacksField(file, 'NO_SUCH')).toBe(true)
  expect(lacksField(file, 'MESSAGE')).toBe(false)
  file.close()
})
