import { expect, test } from 'vitest'
import { reviewDay } from './review-day.ts'

test.each([
  ['2025-07-30T08:00:00Z', 'America/Los_Angeles', '2025-08-29'],
  ['2025-07-30T23:30:00Z', 'Pacific/Kiritimati', '2025-08-30'],
  ['2025-02-28T12:00:00Z', 'UTC', '2025-03-30'],
  ['2025-10-20T12:00:00Z', 'Europe/Berlin', '2025-11-19'],
])('30 days after %s in %s is %s', (at, zone, day) => {
  expect(reviewDay(Date.parse(at), zone)).toBe(day)
})
