import { describe, expect, it } from 'vitest'
import { duration, localClock, millis, size } from './local-clock.ts'

describe('localClock', () => {
  const at = Date.parse('2025-07-29T23:19:27.117Z')
  it('reads in the zone of the document', () => {
    const clock = localClock('America/Los_Angeles')
    expect([clock.date(at), clock.time(at), clock.exact(at), clock.zone(at)]).toEqual(['2025-07-29', '16:19:27', '16:19:27.117', 'PDT'])
  })
  it('names summer time in Europe', () => expect(localClock('Europe/Berlin').zone(at)).toBe('CEST'))
  it('falls back to UTC for a zone that nobody knows', () => expect(localClock('Mars/Olympus').name).toBe('UTC'))
  it('writes midnight as 00', () => expect(localClock('UTC').time(Date.parse('2025-01-01T00:00:05Z'))).toBe('00:00:05'))
})

it.each([
  [0.4, '0.4 s'],
  [12, '12 s'],
  [2451, '40 min 51 s'],
  [3600, '1 h'],
  [7500, '2 h 5 min'],
  [273_600, '3 d 4 h'],
])('duration of %d s is %s', (seconds, words) => expect(duration(seconds)).toBe(words))
it.each([
  [8_049_380, '7.68 GiB'],
  [340_000, '332 MiB'],
  [12, '12 KiB'],
])('size of %d KiB is %s', (kib, words) => expect(size(kib)).toBe(words))
it('an instant that is none is null', () => expect([millis('yesterday'), millis(null)]).toEqual([null, null]))
