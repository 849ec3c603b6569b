import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { fieldValues } from './field-index.ts'
import { openJournalFile } from './file.ts'
import { indexedEntries } from './indexed-entries.ts'
import { journalBytes, sampleEntries, temporaryDirectory, unpackFixture } from './journal-for-tests.ts'
import { readEntries } from './read-entries.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const path = join(directory.path, 'system.journal')
const opened = (bytes: Buffer): ReturnType<typeof openJournalFile> => {
  writeFileSync(path, bytes)
  return openJournalFile(path)
}
const whole = journalBytes(sampleEntries(500), { compact: true })

describe('fieldValues', () => {
  test('all values of a field, newest first', () => {
    const file = opened(whole)
    expect(fieldValues(file, '_TRANSPORT')?.map(({ value }) => value)).toEqual(['kernel', 'syslog'])
    file.close()
  })
  test('a field that is not in the index is not known, which is not the same as empty', () => {
    const file = opened(whole)
    expect(fieldValues(file, '_SYSTEMD_UNIT')).toBeNull()
    file.close()
  })
  test('a chain that leads astray gives no answer rather than half of one', () => {
    const before = opened(whole)
    const [newest] = fieldValues(before, '_TRANSPORT')!
    before.close()
    for (const link of [newest!.position, whole.length - 8, 7, 300]) {
      const bytes = Buffer.from(whole)
      bytes.writeBigUInt64LE(BigInt(link), newest!.position + 32)
      const file = opened(bytes)
      expect(fieldValues(file, '_TRANSPORT')).toBeNull()
      file.close()
    }
  })
})

describe('indexedEntries', () => {
  test('the entries with a value, in order', () => {
    const file = opened(whole)
    expect([...(indexedEntries(file, '_TRANSPORT', ['kernel']) ?? [])].map(({ seqnum }) => seqnum)).toEqual(
      Array.from({ length: 50 }, (_, i) => 10 + i * 10),
    )
    expect([...(indexedEntries(file, '_TRANSPORT', ['audit']) ?? [])]).toEqual([])
    file.close()
  })
  test('a file still being written is not answered from its index', () => {
    const bytes = Buffer.from(whole)
    bytes[16] = 1
    const file = opened(bytes)
    expect(indexedEntries(file, '_TRANSPORT', ['kernel'])).toBeNull()
    file.close()
  })
})

test('a real journal gives the same kernel entries by its index as by reading it all', () => {
  const [real] = unpackFixture('clean-poweroff', directory.path)
  const closed = openJournalFile(real!)
  const file = { ...closed, header: { ...closed.header, state: 'offline' as const } }
  const byIndex = Array.from(indexedEntries(file, '_TRANSPORT', ['kernel']) ?? [], ({ cursor }) => cursor)
  closed.close()
  const byReading = Array.from(readEntries([real!]))
    .filter((entry) => entry.get('_TRANSPORT') === 'kernel')
    .map(({ cursor }) => cursor)
  expect(byIndex).toEqual(byReading)
  expect(byIndex.length).toBeGreaterThan(100)
})
