import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openJournalFile } from './file.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'whydown-journal-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const problemOf = (name: string, bytes: Uint8Array | string) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  const file = openJournalFile(path)
  file.close()
  return file.problem
}

test('what is no journal says so', () => expect(problemOf('a.journal', 'hello')).toBeTypeOf('string'))
test('an empty file says so', () => expect(problemOf('b.journal', '')).toBeTypeOf('string'))
test('a file that is not there has a problem and throws nothing', () =>
  expect(openJournalFile(join(folder, 'gone.journal')).problem).toContain('cannot be opened'))
test('a folder is no file', () => expect(openJournalFile(folder).problem).toContain('not a regular file'))
test('views outside the file are null', () => {
  writeFileSync(join(folder, 'c.journal'), 'LPKSHHRH'.padEnd(400, '\0'))
  const file = openJournalFile(join(folder, 'c.journal'))
  expect([file.view(0, 8)?.toString(), file.view(399, 8), file.view(-1, 1)]).toEqual(['LPKSHHRH', null, null])
  file.close()
})
