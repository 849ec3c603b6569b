import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { journalBytes, type SampleEntry } from '../../journal/journal-for-tests.ts'
import { journalRecords, type ToldOfReading, type Wanted } from './journal.ts'

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

/** One fault a day, something slow beside it and something slow at night. */
const DAY_US = 86_400_000_000
const START = 1_750_000_000_000_000
const days = (count: number): SampleEntry[] =>
  Array.from({ length: count }, (_, day) => day * DAY_US)
    .flatMap((at): [number, string, string][] => [
      [at, `MESSAGE=pvestatd is slow by night ${at}`, 'pvestatd'],
      [at + DAY_US / 2 - 60_000_000, `MESSAGE=pvestatd is slow before ${at}`, 'pvestatd'],
      [at + DAY_US / 2, `MESSAGE=disk of guest ${100 + at / DAY_US} failed`, 'kernel'],
    ])
    .map(([at, message, ident], n) => ({
      seqnum: n + 1,
      realtimeUs: START + at,
      monotonicUs: at + 1,
      fields: [message, `SYSLOG_IDENTIFIER=${ident}`, '_TRANSPORT=syslog', `NOBODY_WANTS=${n}`],
    }))
const WANTED: Wanted = {
  anchors: [{ id: 'disk', literals: ['disk of guest'], regexp: /^disk of guest \d+ failed/ }],
  nearby: [{ id: 'slow', literals: ['is slow'], regexp: /is slow/ }],
  intents: new Set(),
  opens: /never-said/,
  lines: { literals: ['is slow'], wholeBytes: 0 },
}
const read = (count: number, focus: Wanted['focus']): { messages: string[]; told: ToldOfReading } => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-long-'))
  const path = join(folder, 'system.journal')
  writeFileSync(path, journalBytes(days(count)))
  const told: ToldOfReading = { notes: [] }
  const wanted = focus ? { ...WANTED, focus } : WANTED
  const records = [...journalRecords([path], (file) => ({ file, side: 'host' }), wanted, told)]
  rmSync(folder, { recursive: true })
  for (const record of records) {
    if (record.fields?.['NOBODY_WANTS'] !== undefined || record.fields?.['__CURSOR'] === undefined) throw new Error('fields')
  }
  return { messages: records.map(({ message }) => message), told }
}

test('few faults: all of them with what was said near them, and nothing far from them', () => {
  const { messages, told } = read(5, undefined)
  expect(messages.filter((m) => m.includes('failed'))).toHaveLength(5)
  expect(messages.filter((m) => m.includes('before'))).toHaveLength(5)
  // The first line of the log is where its boot begins.
  expect(messages.filter((m) => m.includes('night'))).toHaveLength(1)
  expect(told).toEqual({ notes: [] })
})
test('very many faults: every fault, but what is near only of the newest ten, and it is said', () => {
  const { messages, told } = read(30, undefined)
  expect(messages.filter((m) => m.includes('failed'))).toHaveLength(30)
  expect(messages.filter((m) => m.includes('before'))).toHaveLength(10)
  expect(told.notes).toHaveLength(1)
  expect(told.whole).toHaveLength(10)
})
test('the guest and the moment that are asked about are read whole, however old', () => {
  expect(read(30, { guest: '103' }).messages).toContain(`pvestatd is slow before ${3 * DAY_US}`)
  expect(read(30, { at: (START + 4.4 * DAY_US) / 1000 }).messages).toContain(`pvestatd is slow before ${4 * DAY_US}`)
  expect(read(30, undefined).messages).not.toContain(`pvestatd is slow before ${4 * DAY_US}`)
})
