import { expect, test } from 'vitest'
import { createClock } from './clock.ts'

test.each([
  ['UTC', 1753804801123456, '2025-07-29T16:00:01.123456+0000'],
  ['Europe/Berlin', 1753804801000009, '2025-07-29T18:00:01.000009+0200'],
  ['America/St_Johns', 1753804801000000, '2025-07-29T13:30:01.000000-0230'],
  ['Asia/Kathmandu', 1753804801000000, '2025-07-29T21:45:01.000000+0545'],
])('%s', (zone, us, text) => expect(createClock(zone)(us)).toBe(text))

test('the hour that comes twice is told apart by its offset', () => {
  const clock = createClock('Europe/Berlin')
  expect([1761438600e6, 1761442200e6].map(clock)).toEqual(['2025-10-26T02:30:00.000000+0200', '2025-10-26T02:30:00.000000+0100'])
})
