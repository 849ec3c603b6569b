import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { journalBytes, sampleEntries, temporaryDirectory } from './journal-for-tests.ts'
import { sampleMessages } from './message-sample.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

test('the words of the largest file', () => {
  const [small, large] = ['small.journal', 'large.journal'].map((name) => join(directory.path, name)) as [string, string]
  writeFileSync(small, journalBytes([{ seqnum: 1, realtimeUs: 1_750_000_000_000_000, monotonicUs: 1, fields: ['MESSAGE=hello'] }]))
  writeFileSync(large, journalBytes(sampleEntries(2000)))
  const text = Buffer.from(sampleMessages([small, large])).toString()
  expect(text).toContain('Out of memory: Killed process')
  expect(text).not.toContain('hello')
})
test('of nothing, of files that are none or are gone: nothing', () => {
  const path = join(directory.path, 'x.journal')
  writeFileSync(path, 'x')
  expect(sampleMessages([]).length + sampleMessages([path, join(directory.path, 'gone.journal')]).length).toBe(0)
})
