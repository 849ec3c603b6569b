import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { temporaryDirectory } from './journal-for-tests.ts'
import { listJournalFiles } from './list-files.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)

test('finds active, archived and put-aside files below machine-id directories, and nothing else', () => {
  const machine = join(directory.path, 'c2eb429976a747ec8a9a491a41edc02a')
  mkdirSync(machine)
  for (const name of ['system.journal', 'user-1000.journal', 'system@1-2.journal~', 'system.journal.gz', 'notes.txt', 'journal'])
    writeFileSync(join(machine, name), '')
  symlinkSync(directory.path, join(machine, 'loop'))
  expect(listJournalFiles(directory.path).map((path) => relative(machine, path))).toEqual([
    'system.journal',
    'system@1-2.journal~',
    'user-1000.journal',
  ])
  expect(listJournalFiles(join(machine, 'notes.txt'))).toEqual([join(machine, 'notes.txt')])
  expect(listJournalFiles(join(directory.path, 'absent'))).toEqual([])
})
