import { expect, test } from 'vitest'
import { compareEntries, isSameEntry, type Placed } from './entry-order.ts'

const placed = (facts: Partial<Placed>): Placed => ({
  offset: 0,
  seqnumId: 'one',
  seqnum: 1,
  realtimeUs: 1,
  monotonicUs: 1,
  bootId: 'a',
  contentHash: 1n,
  ...facts,
})

test('one numbering decides before both clocks', () => {
  expect(compareEntries(placed({ seqnum: 1, realtimeUs: 9, monotonicUs: 9 }), placed({ seqnum: 2 }))).toBeLessThan(0)
})
test('within a boot its own clock decides before the wall clock', () => {
  expect(compareEntries(placed({ monotonicUs: 1, realtimeUs: 9, seqnum: 8 }), placed({ seqnumId: 'two', monotonicUs: 2 }))).toBeLessThan(0)
})
test('between boots only the wall clock is left', () => {
  expect(compareEntries(placed({ monotonicUs: 9 }), placed({ seqnumId: 'two', bootId: 'b', realtimeUs: 2 }))).toBeLessThan(0)
})
test('copies are the same whatever the file numbers them; another content at the same moment is not', () => {
  expect(isSameEntry(placed({}), placed({ seqnumId: 'two', seqnum: 7, offset: 99 }))).toBe(true)
  expect(isSameEntry(placed({}), placed({ contentHash: 2n }))).toBe(false)
})
