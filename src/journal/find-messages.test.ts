import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findMessages, type MessageTable, type TimeSpan, UNSEEN } from './find-messages.ts'
import { journalBytes, sampleEntries, type SampleOptions, temporaryDirectory } from './journal-for-tests.ts'
import { readEntries } from './read-entries.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const START = 1_750_000_000_000_000
const OOM = 7
const STATUS = UNSEEN
const write = (name: string, bytes: Buffer): string => {
  const path = join(directory.path, name)
  writeFileSync(path, bytes)
  return path
}
const find = (paths: readonly string[]): MessageTable =>
  findMessages(paths, {
    judged: [['Out of memory: ']],
    judge: (_, text) => (text().startsWith('Out of') ? OOM : 0),
    unseen: [['status update'], ['of memory']],
  })
const seqnums = (table: MessageTable, tags: readonly number[], spans?: readonly TimeSpan[]): number[] =>
  table
    .entries(tags, spans)
    .map(({ seqnum }) => seqnum)
    .toSorted((a, b) => a - b)
const slow = (path: string, word: string, { sinceUs = 0, untilUs = Infinity } = {}): number[] =>
  Array.from(readEntries([path]))
    .filter((entry) => entry.get('MESSAGE')!.includes(word) && entry.realtimeUs >= sinceUs && entry.realtimeUs <= untilUs)
    .map(({ seqnum }) => seqnum)

test.each<[string, SampleOptions]>([
  ['regular', {}],
  ['compact', { compact: true }],
])('%s: rows are distinct messages, entries are all that say them', (_, options) => {
  const path = write('system.journal', journalBytes(sampleEntries(3000), options))
  const table = find([path])
  expect(table.rows).toBe(301)
  expect(table.count(STATUS)).toBe(slow(path, 'status').length)
  expect(seqnums(table, [OOM])).toEqual(slow(path, 'Out of memory'))
  expect(seqnums(table, [STATUS])).toEqual(slow(path, 'status'))
})
test('only the entries inside the spans, of messages said once and said often', () => {
  const path = write('system.journal', journalBytes(sampleEntries(20_000)))
  const spans = [
    { sinceUs: START + 3_000_000_000, untilUs: START + 3_100_000_000 },
    { sinceUs: START + 15_000_000_000, untilUs: START + 15_050_000_000 },
  ]
  const expected = spans.flatMap((span) => [...slow(path, 'status', span), ...slow(path, 'Out of', span)])
  expect(expected.length).toBeGreaterThan(40)
  expect(seqnums(find([path]), [OOM, STATUS], spans)).toEqual(expected.toSorted((a, b) => a - b))
})
test('two files, each with its own rows', () => {
  const paths = [
    write('a.journal', journalBytes(sampleEntries(100))),
    write('b.journal', journalBytes(sampleEntries(100, { seqnum: 101, realtimeUs: START + HOUR }))),
  ]
  const entries = find(paths).entries([OOM])
  expect(entries.map(({ file }) => file)).toEqual([...Array<number>(10).fill(0), ...Array<number>(10).fill(1)])
})
const HOUR = 3_600_000_000

test.each([
  ['an index that leads to the wrong entries', (bytes: Buffer, at: number) => bytes.writeBigUInt64LE(4096n, at + 40)],
  ['a chain that leads nowhere', (bytes: Buffer, at: number) => bytes.writeBigUInt64LE(8n, at + 48)],
  ['a counter that says too much', (bytes: Buffer, at: number) => bytes.writeBigUInt64LE(900n, at + 56)],
])('%s: still every entry', (_, damage) => {
  const bytes = journalBytes(sampleEntries(400))
  const path = write('system.journal', bytes)
  const expected = slow(path, 'status')
  damage(bytes, bytes.indexOf('MESSAGE=status') - 64)
  write('system.journal', bytes)
  expect(seqnums(find([path]), [STATUS])).toEqual(expected)
})
test('what is judged to be nothing may still be kept unseen', () => {
  const path = write('system.journal', journalBytes(sampleEntries(30)))
  const search = { judged: [['Out of memory: ']], judge: () => 0 }
  expect(findMessages([path], { ...search, unseen: [['of memory']] }).count(UNSEEN)).toBe(3)
  expect(findMessages([path], { ...search, unseen: [] }).rows).toBe(0)
})
test('compressed messages are judged and kept like others', () => {
  const long = 'frame '.repeat(200)
  const fields = (message: string): string[] => [`MESSAGE=${message} ${long}`]
  const entry = { realtimeUs: START, monotonicUs: 1 }
  const bytes = journalBytes(
    [
      { ...entry, seqnum: 1, fields: fields('Out of memory: x') },
      { ...entry, seqnum: 2, fields: fields('status update') },
      { ...entry, seqnum: 3, fields: fields('nothing') },
    ],
    { zstd: true },
  )
  const table = find([write('system.journal', bytes)])
  expect([seqnums(table, [OOM]), seqnums(table, [STATUS])]).toEqual([[1], [2]])
})
test('a file that is none gives nothing', () => expect(find([write('x.journal', Buffer.from('hello'))]).entries([OOM, STATUS])).toEqual([]))
