import { expect, test } from 'vitest'
import { mergeOrdered } from './merge.ts'

const merge = (...streams: number[][]): number[] => [
  ...mergeOrdered(
    streams,
    (a, b) => a - b,
    (a, b) => a === b,
  ),
]

test('ordered over all streams', () => {
  expect(merge([1, 4, 9], [], [2, 3, 10])).toEqual([1, 2, 3, 4, 9, 10])
})
test('an item of two streams comes once, repeated items of one stream all come', () => {
  expect(merge([1, 2, 3], [1, 2, 3])).toEqual([1, 2, 3])
  expect(merge([5, 5], [6])).toEqual([5, 5, 6])
})
test('an item of three streams comes once', () => {
  expect(merge([7], [7], [7, 8])).toEqual([7, 8])
})
test('streams are closed when the caller stops', () => {
  let closed = 0
  function* stream(): Generator<number> {
    try {
      yield* [1, 2, 3]
    } finally {
      closed++
    }
  }
  for (const item of mergeOrdered(
    [stream(), stream()],
    (a, b) => a - b,
    () => false,
  ))
    if (item === 2) break
  expect(closed).toBe(2)
})
