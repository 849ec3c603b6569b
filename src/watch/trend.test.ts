import { expect, test } from 'vitest'
import { growthPerHour, hoursUntilFull, remember } from './trend.ts'

const hour = 3_600_000
const line = (perHour: number, n = 60) => Array.from({ length: n }, (_, i) => ({ at: i * 60_000, value: (perHour * i) / 60 }))

test('steady growth is seen, a spike in it changes nothing', () => {
  expect(growthPerHour(line(600))).toBeCloseTo(600)
  expect(growthPerHour(line(600).map((s, i) => (i === 30 ? { ...s, value: 9e9 } : s)))).toBeCloseTo(600, -1)
})
test('too little to tell', () => {
  expect(growthPerHour(line(600, 5))).toBeNull()
  expect(growthPerHour([])).toBeNull()
})
test('hours until full, and none without growth', () => {
  expect(hoursUntilFull(1200, 600, 10_000)).toBe(2)
  expect(hoursUntilFull(1200, 10, 10_000)).toBeNull()
  expect(hoursUntilFull(1200, null, 10_000)).toBeNull()
})
test('the ring forgets, and a clock that goes back empties the future', () => {
  expect(remember(line(1), { at: 2 * hour, value: 1 }, hour, 100)).toHaveLength(1)
  expect(remember(line(1), { at: 30 * 60_000, value: 1 }, hour, 100)).toHaveLength(31)
})
