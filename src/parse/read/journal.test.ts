import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { journalRecords } from './journal.ts'

test('files that are not there give nothing and do not throw', () =>
  expect([...journalRecords(['/nonexistent/x.journal'], (file) => ({ file, side: 'host' }))]).toEqual([]))
test('nor when only some of it is wanted', () =>
  expect([
    ...journalRecords(['/nonexistent/x.journal'], (file) => ({ file, side: 'host' }), {
      anchors: [{ id: 'a', literals: ['oom-kill'], regexp: /oom-kill/ }],
      nearby: [],
      intents: new Set(),
      opens: /oom-kill/,
      lines: { literals: ['oom-kill'], wholeBytes: 0 },
    }),
  ]).toEqual([]))
test('the fixtures stand where the other tests expect them', () =>
  expect(existsSync(new URL('../../../fixtures/journals', import.meta.url))).toBe(true))
