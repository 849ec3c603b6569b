import { expect, test } from 'vitest'
import type { Observation } from '../model/index.ts'
import { isDate, orderByUptime } from './uptime.ts'

const seen = (line: number, monotonicUs: number | undefined, at: number | null = null): Observation => ({
  kind: 'kernel.panic',
  at,
  side: 'host',
  witness: 'kernel',
  salience: 'fault',
  about: {},
  fields: {},
  says: 'x',
  cites: [
    {
      source: { file: 'serial.txt', side: 'host' },
      line,
      text: '',
      message: '',
      at,
      stamp: 'uptime',
      transport: 'kernel',
      ...(monotonicUs === undefined ? {} : { monotonicUs }),
    },
  ],
})

test('lines with nothing but an uptime keep their distances', () =>
  expect(orderByUptime([seen(2, 5_000_000), seen(1, 2_000_000)]).map((o) => o.at)).toEqual([2000, 5000]))

test('an uptime that starts again is the next boot', () => {
  const [first, second] = orderByUptime([seen(1, 900_000_000), seen(2, 1_000_000)])
  expect(second!.at! - first!.at!).toBeGreaterThan(3_600_000)
})

test('one dated line anywhere leaves everything as it is', () =>
  expect(orderByUptime([seen(1, 5_000_000), seen(2, undefined, 1.7e12)]).map((o) => o.at)).toEqual([null, 1.7e12]))

test('times on the uptime axis are no dates', () => {
  expect(isDate(300_856)).toBe(false)
  expect(isDate(Date.UTC(2025, 6, 29))).toBe(true)
})
