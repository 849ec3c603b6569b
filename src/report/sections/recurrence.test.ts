import { expect, test } from 'vitest'
import { buildReport } from '../build.ts'
import { documentOf, killed } from '../sample.fixture.ts'
import { incidentFile } from './incident-file.fixture.ts'
import { ordinal } from './recurrence.ts'

const blocks = (recurrence: Parameters<typeof incidentFile>[1]) =>
  buildReport(documentOf(killed), undefined, incidentFile({}, recurrence))[0]!.sections.find(({ id }) => id === 'recurrence')?.blocks ?? []

test('the past is told in counts and times', () => {
  const text = JSON.stringify(
    blocks({
      recurrence: {
        similar: [{ id: 'MAAS-2025-06-01-001', day: '2025-06-01', headline: 'maas was killed', because: ['same guest', 'same cause'] }],
        again: { nth: 3, since: '2025-05-03', ids: ['MAAS-2025-05-03-001', 'MAAS-2025-06-01-001'] },
        between: { count: 3, meanSeconds: 30 * 86_400, shortestSeconds: 86_400 },
        repair: { count: 2, unknown: 1, meanSeconds: 1200, longestSeconds: 2451 },
        patterns: ['3 of 4 began between 02:00 and 03:00.'],
      },
    }),
  )
  expect(text).toContain('The third time since 2025-05-03')
  expect(text).toContain('30 d on average')
  expect(text).toContain('of 1 more the end is not known')
  expect(text).toContain('A count, not a proof.')
  expect(text).toContain('same guest, same cause')
  expect(text).not.toMatch(/\d ?%/)
})

test('the first of its kind says nothing', () => {
  expect(
    blocks({
      recurrence: {
        similar: [],
        again: null,
        between: null,
        repair: { count: 1, unknown: 0, meanSeconds: 5, longestSeconds: 5 },
        patterns: [],
      },
    }),
  ).toEqual([])
  expect(blocks({ recurrence: null })).toEqual([])
})

test.each([
  [3, 'third'],
  [11, '11th'],
  [21, '21st'],
  [22, '22nd'],
  [113, '113th'],
])('%i is %s', (n, word) => {
  expect(ordinal(n)).toBe(word)
})
