import { expect, test } from 'vitest'
import { recurrenceOf } from './recurrence.ts'
import { kept } from './summaries.fixture.ts'

test('the third time since May, with the time between and the time to repair', () => {
  const past = [kept('2025-05-03T00:00:00.000Z', { seconds: 300 }), kept('2025-06-02T00:00:00.000Z', { seconds: null })]
  const now = kept('2025-07-02T00:00:00.000Z', { seconds: 900 })
  const found = recurrenceOf(now, [now, ...past])
  expect(found.again).toEqual({ nth: 3, since: '2025-05-03', ids: past.map(({ id }) => id) })
  expect(found.between).toEqual({ count: 3, meanSeconds: 30 * 86_400, shortestSeconds: 30 * 86_400 })
  expect(found.repair).toEqual({ count: 2, unknown: 1, meanSeconds: 600, longestSeconds: 900 })
})

test('what came later does not change the report of an earlier one', () => {
  const now = kept('2025-07-02T00:00:00.000Z')
  expect(recurrenceOf(now, [kept('2025-08-01T00:00:00.000Z')])).toMatchObject({ similar: [], again: null, between: null })
})

test('similar ones come with what they have in common, most alike first', () => {
  const now = kept('2025-07-02T00:00:00.000Z')
  const same = kept('2025-01-01T00:00:00.000Z')
  const cause = kept('2025-02-01T00:00:00.000Z', { subject: { kind: 'vm', id: '7', name: 'x', node: 'other' }, links: [] })
  const host = kept('2025-03-01T00:00:00.000Z', { subject: { kind: 'vm', id: '8', name: 'y', node: 'pve' }, cause: null })
  const stranger = kept('2025-04-01T00:00:00.000Z', { subject: { kind: 'vm', id: '9', name: 'z', node: 'pve' }, cause: null, links: [] })
  expect(recurrenceOf(now, [stranger, host, cause, same]).similar.map(({ id, because }) => [id, because])).toEqual([
    [same.id, ['same guest', 'same cause', 'no swap']],
    [cause.id, ['same cause']],
    [host.id, ['same host', 'no swap']],
  ])
})

test.each([
  ['a guest of the same id and another name', { subject: { kind: 'vm', id: '102', name: 'other', node: 'pve' } }],
  ['a container of the same id', { subject: { kind: 'ct', id: '102', name: 'maas', node: 'pve' } }],
] as const)('%s is another machine', (_, change) => {
  expect(recurrenceOf(kept('2025-07-02T00:00:00.000Z'), [kept('2025-07-01T00:00:00.000Z', change)]).again).toBe(null)
})

test('an unknown cause is not the same as an unknown cause', () => {
  const now = kept('2025-07-02T00:00:00.000Z', { cause: null })
  expect(recurrenceOf(now, [kept('2025-07-01T00:00:00.000Z', { cause: null })]).again).toBe(null)
})

test('one without a time counts by its day, and not as an outage whose end is missing', () => {
  const now = kept('2025-07-02T00:00:00.000Z')
  const timeless = (day: string) => kept(null, { day, seconds: null })
  expect(recurrenceOf(now, [timeless('2026-01-01')])).toMatchObject({ similar: [], again: null })
  expect(recurrenceOf(now, [timeless('2025-01-01')])).toMatchObject({
    again: { nth: 2, since: '2025-01-01' },
    repair: { count: 1, unknown: 0 },
  })
})

test('planned outages are no failures', () => {
  const planned = kept('2025-07-01T00:00:00.000Z')
  planned.outage = { ...planned.outage, planned: true }
  expect(recurrenceOf(kept('2025-07-02T00:00:00.000Z'), [planned]).between).toBe(null)
})
