import { expect, test } from 'vitest'
import { randomFrom, shuffled } from './random.ts'

const ten = (seed: string) => {
  const below = randomFrom(seed)
  return Array.from({ length: 10 }, () => below(1000))
}

test('the same seed gives the same numbers, another one others', () => {
  expect(ten('a')).toEqual(ten('a'))
  expect(ten('a')).not.toEqual(ten('b'))
})
test('shuffling keeps everything', () => expect(shuffled([1, 2, 3, 4, 5], randomFrom('x')).toSorted()).toEqual([1, 2, 3, 4, 5]))
