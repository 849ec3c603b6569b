import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { dataEntries, dataEntryCount, lastDataEntry } from './entry-chain.ts'
import { fieldValues } from './field-index.ts'
import { type JournalFile, openJournalFile } from './file.ts'
import { journalBytes, sampleEntries, temporaryDirectory } from './journal-for-tests.ts'
import { readEntries } from './read-entries.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const path = join(directory.path, 'system.journal')
const opened = (bytes: Buffer): JournalFile => (writeFileSync(path, bytes), openJournalFile(path))

describe.each([false, true])('compact %s', (compact) => {
  const whole = journalBytes(sampleEntries(100), { compact })
  const file = opened(whole)
  const kernel = fieldValues(file, '_TRANSPORT')!.find(({ value }) => value === 'kernel')!.position
  const users = Array.from(readEntries([path]))
    .filter((entry) => entry.get('_TRANSPORT') === 'kernel')
    .map(({ offset }) => offset)
  file.close()

  test('count, all and the last of the entries that use a field', () => {
    const again = opened(whole)
    expect(dataEntryCount(again, kernel)).toBe(10)
    expect(dataEntries(again, kernel)).toEqual({ offsets: users, complete: true })
    expect(dataEntries(again, kernel, 3)).toEqual({ offsets: users.slice(0, 3), complete: true })
    expect(lastDataEntry(again, kernel)).toBe(users.at(-1))
    again.close()
  })
  test('a chain that loops back ends, and is not called complete', () => {
    const bytes = Buffer.from(whole)
    const array = Number(bytes.readBigUInt64LE(kernel + 48))
    bytes.writeBigUInt64LE(100_000n, kernel + 56)
    bytes.writeBigUInt64LE(BigInt(array), array + 16)
    const damaged = opened(bytes)
    expect(dataEntries(damaged, kernel).complete).toBe(false)
    expect(lastDataEntry(damaged, kernel)).toBe(0)
    damaged.close()
  })
  test('a count that cannot be is bounded by the size of the file', () => {
    const bytes = Buffer.from(whole)
    bytes.writeBigUInt64LE(2n ** 60n, kernel + 56)
    const damaged = opened(bytes)
    expect(dataEntryCount(damaged, kernel)).toBeLessThan(bytes.length)
    damaged.close()
  })
  test('where no such object stands there are no entries', () => {
    const again = opened(whole)
    for (const position of [0, 7, users[0]!, whole.length + 8])
      expect(dataEntries(again, position)).toEqual({ offsets: [], complete: false })
    again.close()
  })
})
