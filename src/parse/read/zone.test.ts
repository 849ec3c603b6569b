import { expect, test } from 'vitest'
import { epochInZone } from './zone.ts'

const at = (zone: string, month: number, day: number, hour: number) =>
  new Date(epochInZone({ year: 2025, month, day, hour, minute: 0, second: 0 }, zone)).toISOString()

test('summer and winter of a zone', () =>
  expect([at('America/Los_Angeles', 7, 29, 16), at('America/Los_Angeles', 1, 29, 16)]).toEqual([
    '2025-07-29T23:00:00.000Z',
    '2025-01-30T00:00:00.000Z',
  ]))
test('an offset is a zone too', () => expect(at('-07:00', 7, 29, 16)).toBe('2025-07-29T23:00:00.000Z'))
