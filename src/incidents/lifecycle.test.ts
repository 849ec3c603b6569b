import { expect, test } from 'vitest'
import { incidentFile } from '../report/sections/incident-file.fixture.ts'
import { moveTo } from './lifecycle.ts'

const at = Date.parse('2025-07-30T08:00:00.000Z')
const { incident } = incidentFile()
const as = (status: 'draft' | 'reviewed' | 'closed') => ({ ...incident, status })

test('a reviewed draft is looked at again in 30 days, or on the day that is told', () => {
  expect(moveTo(as('draft'), 'reviewed', { at })).toEqual({ kind: 'status', to: 'reviewed', nextReview: '2025-08-29' })
  expect(moveTo(as('draft'), 'reviewed', { at, nextReview: '2025-09-15' }).nextReview).toBe('2025-09-15')
})

test('closed, it reminds nobody any more; opened again, it does', () => {
  expect(moveTo(as('reviewed'), 'closed', { at })).toEqual({ kind: 'status', to: 'closed', nextReview: null })
  expect(moveTo(as('closed'), 'draft', { at, because: 'it came back' })).toMatchObject({
    to: 'draft',
    nextReview: '2025-08-29',
    because: 'it came back',
  })
})

test.each([
  ['draft', 'closed', 'nobody has reviewed it'],
  ['closed', 'reviewed', 'is closed'],
  ['closed', 'draft', 'needs a reason'],
  ['reviewed', 'reviewed', 'already'],
] as const)('from %s not to %s: %s', (from, to, words) => {
  expect(() => moveTo(as(from), to, { at })).toThrow(words)
})

test('an open question keeps it open', () => {
  const proposal = { document: incident.document, at: '2025-07-30T08:00:00.000Z', recipe: null }
  expect(() => moveTo({ ...as('reviewed'), proposal }, 'closed', { at })).toThrow('waits for a word')
})
