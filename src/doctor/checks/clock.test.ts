import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { clockCheck } from './clock.ts'

test.each([
  ['yes', 5, 'ok'],
  ['no', 5, 'warning'],
  ['yes', 4000, 'warning'],
  ['yes', -90_000, 'problem'],
] as const)('NTP %s, %i ms off', (ntp, clockOffsetMs, result) =>
  expect(resultOf(clockCheck, { 'readiness.txt': `NTPSynchronized=${ntp}\n` }, { clockOffsetMs })).toBe(result),
)
test('not measured', () => expect(resultOf(clockCheck, {}, { clockOffsetMs: null })).toBe('unseen'))
