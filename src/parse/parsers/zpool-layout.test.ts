import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { zpoolLayoutParser } from './zpool-layout.ts'

const seen = (...lines: string[]) =>
  runParser(
    zpoolLayoutParser,
    lines.map((line, n) => recordOf(line, { line: n + 1 })),
  ).map((o) => [o.about.pool, o.fields['redundant']])

test('a single USB disk', () =>
  expect(seen('  pool: backup', ' state: SUSPENDED', '\tbackup   UNAVAIL  0  0  0', '\t  usb-WD-0:0  REMOVED  0  0  0')).toEqual([
    ['backup', false],
  ]))
test('a mirror, and a second pool without', () =>
  expect(
    seen(
      '  pool: rpool',
      '\trpool  ONLINE  0 0 0',
      '\t  mirror-0  ONLINE  0 0 0',
      '\t    sda3  ONLINE  0 0 0',
      '  pool: tank',
      '\ttank  ONLINE  0 0 0',
      '\t  sdb  ONLINE 0 0 0',
    ),
  ).toEqual([
    ['rpool', true],
    ['tank', false],
  ]))
test('a state without its members says nothing', () => expect(seen('pool: rpool', ' state: ONLINE')).toEqual([]))
