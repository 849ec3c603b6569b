import { expect, test } from 'vitest'
import type { IncidentSummary } from '../model/index.ts'
import { patternsOf } from './calendar-patterns.ts'
import { kept } from './summaries.fixture.ts'

const of = (times: (string | null)[], change: Partial<IncidentSummary> = {}) => {
  const list = times.map((at) => kept(at, { links: [], ...change }))
  return patternsOf(list.at(-1)!, list.slice(0, -1))
}

test('always during the nightly sync', () => {
  expect(of(['2025-05-01T02:10:00.000Z', '2025-05-09T02:30:00.000Z', '2025-06-17T02:05:00.000Z', '2025-07-02T02:59:00.000Z'])).toEqual([
    'All 4 began between 02:05 and 02:59 local time.',
  ])
})

test('an hour that reaches over midnight', () => {
  expect(of(['2025-05-01T23:40:00.000Z', '2025-05-10T00:10:00.000Z', '2025-06-17T23:55:00.000Z', '2025-07-02T00:20:00.000Z'])).toEqual([
    'All 4 began between 23:40 and 00:20 local time.',
  ])
})

test('a nightly job stays at its hour over the change of summer time', () => {
  // 02:30 in Berlin: 01:30 UTC in winter, 00:30 UTC in summer.
  const found = of(['2025-01-07T01:30:00.000Z', '2025-02-12T01:30:00.000Z', '2025-06-20T00:30:00.000Z', '2025-07-03T00:30:00.000Z'], {
    zone: 'Europe/Berlin',
  })
  expect(found).toEqual(['All 4 began at 02:30 local time.'])
})

test('one that stands apart is counted', () => {
  expect(
    of([
      '2025-05-01T02:10:00.000Z',
      '2025-05-09T02:30:00.000Z',
      '2025-06-17T02:05:00.000Z',
      '2025-06-20T14:00:00.000Z',
      '2025-07-02T02:59:00.000Z',
    ])[0],
  ).toMatch(/^4 of 5 /)
})

test.each([
  ['three are too few', ['2025-05-01T02:10:00.000Z', '2025-05-09T02:10:00.000Z', '2025-06-17T02:10:00.000Z']],
  [
    'scattered over the day',
    ['2025-05-01T02:10:00.000Z', '2025-05-09T08:10:00.000Z', '2025-06-17T14:10:00.000Z', '2025-07-02T20:10:00.000Z'],
  ],
  ['without times', [null, null, null, null, null]],
  [
    'half of them',
    [
      '2025-05-01T02:10:00.000Z',
      '2025-05-09T02:10:00.000Z',
      '2025-06-17T02:10:00.000Z',
      '2025-06-18T02:10:00.000Z',
      '2025-07-02T20:10:00.000Z',
      '2025-07-04T12:10:00.000Z',
      '2025-07-06T13:10:00.000Z',
      '2025-07-08T19:10:00.000Z',
    ],
  ],
])('no pattern: %s', (_, times) => {
  expect(of(times)).toEqual([])
})

test('a weekday', () => {
  // Four Sundays at different hours.
  expect(of(['2025-05-04T02:10:00.000Z', '2025-05-18T08:10:00.000Z', '2025-06-08T14:10:00.000Z', '2025-07-06T20:10:00.000Z'])).toEqual([
    'All 4 began on Sundays.',
  ])
})

test('several outages of one night are no pattern of weekdays', () => {
  expect(of(['2025-05-04T02:10:00.000Z', '2025-05-04T08:10:00.000Z', '2025-05-04T14:10:00.000Z', '2025-05-04T20:10:00.000Z'])).toEqual([])
})

test('the same trigger', () => {
  const links = [{ id: 'trigger.guest-activity', role: 'trigger' }]
  expect(of(['2025-05-01T02:10:00.000Z', '2025-05-09T08:10:00.000Z', '2025-06-17T14:10:00.000Z', null], { links })).toEqual([
    'In all 4 the same trigger was seen (trigger.guest-activity).',
  ])
})
