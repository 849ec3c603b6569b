import { expect, test } from 'vitest'
import { shiftLine, splitLine, stampOf } from './stamps.ts'

const MINUTE = 60_000

test.each([
  ['Mar 04 02:59:07 cobalt kernel: x', 'Mar 04 03:00:07 cobalt kernel: x'],
  ['Mar  4 23:59:07 cobalt kernel: x', 'Mar  5 00:00:07 cobalt kernel: x'],
  ['Mar 04 02:59:07.123456 cobalt kernel: x', 'Mar 04 03:00:07.123456 cobalt kernel: x'],
  ['2025-12-31T23:59:25.5-0700 pve kernel: x', '2026-01-01T00:00:25.5-0700 pve kernel: x'],
  ['2025-07-29 16:19:25 pve kernel: x', '2025-07-29 16:20:25 pve kernel: x'],
  ['[Sat Jan 11 23:59:13 2020] x', '[Sun Jan 12 00:00:13 2020] x'],
  ['2025-06-19 12:31:50.336+0000: shutting down', '2025-06-19 12:32:50.336+0000: shutting down'],
  ['16:19:25 pve kernel: x', '16:20:25 pve kernel: x'],
])('%s', (line, later) => expect(shiftLine(line, MINUTE)).toBe(later))

test('a line without a stamp stays as it is', () => {
  expect(shiftLine('  data  pve  twi-aotz-- 100.00', MINUTE)).toBe('  data  pve  twi-aotz-- 100.00')
  expect(stampOf('Xyz 04 02:59:07 cobalt kernel: x')).toBeNull()
})
test('a line is stamp, host and words', () => {
  expect(splitLine('Mar 04 02:59:07 cobalt systemd[1]: 102.scope: x')).toMatchObject({ host: 'cobalt', rest: 'systemd[1]: 102.scope: x' })
  expect(splitLine('Mar 04 02:59:07 VMID NAME STATUS')).toBeNull()
  expect(splitLine('[Sat Jan 11 23:59:13 2020] BTRFS error (device sda2): x')).toBeNull()
})
