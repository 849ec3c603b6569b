import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { balloonParser } from './balloon.ts'

const seen = (...lines: string[]) =>
  runParser(
    balloonParser,
    lines.map((line, n) => recordOf(line, { line: n + 1 })),
  ).map((o) => o.fields)

test('qm status --verbose', () =>
  expect(seen('ballooninfo:', '\tactual: 1073741824', '\tfree_mem: 41218048', '\tmax_mem: 17179869184')).toEqual([
    { actual: 1024, max: 16384, free: 39 },
  ]))
test('the same, joined to one record', () =>
  expect(seen('ballooninfo:\nactual: 8589934592\nmax_mem: 8589934592')).toEqual([{ actual: 8192, max: 8192 }]))
test('virsh dommemstat', () =>
  expect(seen('actual 1048576', 'maximum 8388608', 'unused 20480')).toEqual([{ actual: 1024, max: 8192, free: 20 }]))
test('half of it says nothing', () => expect(seen('\tactual: 1073741824')).toEqual([]))
test('the words in a log line', () => expect(seen('the actual size is 4096', 'max_mem unknown')).toEqual([]))
