import { expect, test } from 'vitest'
import type { Diagnosis } from '../model/index.ts'
import { incidentDay } from './outage-words.ts'

const outage = (from: string | null, to: string | null) =>
  ({ outage: { state: 'killed', from, to, seconds: null, planned: null } }) as Diagnosis

test('the day is that of the beginning, else of the end, else of the last line that has a time', () => {
  const lines = [{ at: '2025-07-01T00:00:00.000Z' }, { at: null }]
  expect(incidentDay(outage('2025-07-29T23:19:25.000Z', '2025-07-30T00:00:17.000Z'), lines)).toBe(Date.UTC(2025, 6, 29, 23, 19, 25))
  expect(incidentDay(outage(null, '2025-07-30T00:00:17.000Z'), lines)).toBe(Date.UTC(2025, 6, 30, 0, 0, 17))
  expect(incidentDay(outage(null, null), lines)).toBe(Date.UTC(2025, 6, 1))
  expect(incidentDay(outage(null, null), [{ at: null }])).toBe(null)
})
