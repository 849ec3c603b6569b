import { expect, test } from 'vitest'
import { createSettler } from './settle.ts'

const settle = (reference: number | null, ...times: { month: number; day: number; hour: number }[]) => {
  const settler = createSettler('x.log', 'UTC', reference)
  return times.map((time) => new Date(settler.settle({ kind: 'calendar', minute: 0, second: 0, ...time }).at!).toISOString().slice(0, 13))
}

test('the year is the one that ends before the newest date known', () =>
  expect(settle(Date.UTC(2026, 0, 15), { month: 12, day: 24, hour: 1 })).toEqual(['2025-12-24T01']))
test('December to January is the next year', () =>
  expect(settle(Date.UTC(2026, 0, 15), { month: 12, day: 31, hour: 23 }, { month: 1, day: 1, hour: 0 })).toEqual([
    '2025-12-31T23',
    '2026-01-01T00',
  ]))
test('an uptime is no date', () =>
  expect(createSettler('x.log', 'UTC', null).settle({ kind: 'uptime', seconds: 5 })).toMatchObject({ at: null, stamp: 'uptime' }))
test('the first minutes of a year before a reference of another zone are of the new year', () => {
  const settler = createSettler('x.log', 'UTC', Date.UTC(2025, 11, 31, 22, 24))
  expect(settler.settle({ kind: 'calendar', month: 1, day: 1, hour: 0, minute: 8, second: 52 }).at).toBe(Date.UTC(2026, 0, 1, 0, 8, 52))
})
