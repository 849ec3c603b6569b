import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { bootParser } from './boot.ts'

const at = (n: number, message: string, more = {}) =>
  recordOf(message, { line: n, at: n * 1000, ident: 'app', transport: 'userspace', ...more })
const WORK = [1, 2, 3, 4].map((n) => at(n, 'ordinary work'))
const boot = (n: number) => at(n, '-- Boot 0123456789abcdef0123456789abcdef --', { ident: 'journalctl' })
const kinds = (...records: ReturnType<typeof at>[]) => runParserOpen(records).map((o) => o.kind)
const runParserOpen = (records: ReturnType<typeof at>[]) => runParser(bootParser, records)

test('a log that stops in the middle of its work', () => expect(kinds(...WORK, boot(9))).toEqual(['boot.unclean-end', 'boot.start']))
test('a log that ends with a shutdown', () =>
  expect(
    kinds(
      ...WORK,
      at(5, 'Reached target reboot.target - System Reboot.', { ident: 'systemd' }),
      at(6, 'Journal stopped', { ident: 'systemd-journald' }),
      boot(9),
    ),
  ).toEqual(['boot.clean-end', 'boot.start']))
test('a changed boot id is a boot', () =>
  expect(kinds(...WORK.map((r) => ({ ...r, bootId: 'a' })), { ...at(9, 'ordinary work'), bootId: 'b' })).toContain('boot.start'))
test('one boot alone has no end', () => expect(kinds(...WORK)).toEqual([]))
test('a user who logged out before did not shut the machine down', () =>
  expect(kinds(...WORK, at(5, 'Reached target shutdown.target - Shutdown.', { ident: 'systemd', pid: 4711 }), boot(9))).toEqual([
    'boot.unclean-end',
    'boot.start',
  ]))
test('where only some lines were taken, a missing shutdown tells nothing', () => {
  const source = { file: 'journal.ndjson', side: 'host' as const, collected: { takenAt: null, whole: { from: 50_000, to: 60_000 } } }
  expect(kinds(...[...WORK, boot(9)].map((one) => ({ ...one, source })))).toEqual(['boot.start'])
})
