import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openJournalFile } from './file.ts'
import { ENTRIES, MESSAGES } from './find-objects.ts'
import { journalBytes, sampleEntries, temporaryDirectory } from './journal-for-tests.ts'
import { walkObjects, type WalkRange } from './walk.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const path = join(directory.path, 'system.journal')
const walk = (bytes: Buffer, wanted: number, range?: WalkRange): { type: number; offset: number }[] => {
  writeFileSync(path, bytes)
  const file = openJournalFile(path)
  const found: { type: number; offset: number }[] = []
  for (const { bytes: window, base, positions, count } of walkObjects(file, wanted, range))
    for (let i = 0; i < count; i++) found.push({ type: window[positions[i]!]!, offset: base + positions[i]! })
  file.close()
  return found
}
const whole = journalBytes(sampleEntries(8000))

test('the file is larger than several reads, so objects cross their edges', () => {
  expect(whole.length).toBeGreaterThan(4 * 256 * 1024)
})
test('every entry once, in order', () => {
  const offsets = walk(whole, ENTRIES).map(({ offset }) => offset)
  expect(offsets).toHaveLength(8000)
  expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b))
})
test('every distinct message once, and no other field', () => {
  const distinct = new Set(sampleEntries(8000).map(({ fields }) => fields.at(-1)))
  expect(walk(whole, MESSAGES)).toHaveLength(distinct.size)
})
test('both kinds in one walk', () => {
  expect(walk(whole, MESSAGES + ENTRIES)).toHaveLength(walk(whole, MESSAGES).length + 8000)
})
test('only a range of bytes', () => {
  const all = walk(whole, ENTRIES)
  const [from, to] = [all[100]!.offset, all[200]!.offset]
  expect(walk(whole, ENTRIES, { from, to })).toEqual(all.slice(100, 200))
})
test('reserved space behind the last object is not searched in a closed file, but in one left online', () => {
  const entry = walk(whole, ENTRIES)[0]!.offset
  const later = Buffer.concat([whole, Buffer.alloc(65_536), whole.subarray(entry, entry + 256)])
  expect(walk(later, ENTRIES)).toHaveLength(8000)
  later[16] = 1
  expect(walk(later, ENTRIES).length).toBeGreaterThan(8000)
})
