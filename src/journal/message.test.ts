import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openJournalFile } from './file.ts'
import { MESSAGES } from './find-objects.ts'
import { journalBytes, temporaryDirectory } from './journal-for-tests.ts'
import { createMessageReader, LONGEST_TESTED, testedText } from './message.ts'
import { walkObjects } from './walk.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const messages = (fields: readonly string[]): string[] => {
  const path = join(directory.path, 'system.journal')
  writeFileSync(path, journalBytes([{ seqnum: 1, realtimeUs: 1_750_000_000_000_000, monotonicUs: 1, fields }], { zstd: true }))
  const file = openJournalFile(path)
  const read = createMessageReader(file)
  const found: string[] = []
  for (const { bytes, positions, count } of walkObjects(file, MESSAGES))
    for (let n = 0; n < count; n++) {
      const message = read(bytes, positions[n]!)
      if (message !== null) found.push(testedText(message))
    }
  file.close()
  return found
}

test('plain and compressed messages, and no other compressed field', () => {
  const long = 'frame '.repeat(200)
  expect(messages(['MESSAGE=hello', `MESSAGE=${long}`, `COREDUMP_STACK=${long}`])).toEqual(['hello', long])
})
test('of a message of megabytes only the start is tested', () => {
  expect(messages([`MESSAGE=${'x'.repeat(LONGEST_TESTED + 5)}`])[0]).toHaveLength(LONGEST_TESTED)
})
