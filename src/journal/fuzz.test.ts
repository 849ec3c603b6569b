import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { askEverything, chanceOf, damage, seedFiles } from './fuzz.fixture.ts'
import { temporaryDirectory } from './journal-for-tests.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const path = join(directory.path, 'system.journal')
const files = seedFiles()
const ask = (seed: number): number => {
  const chance = chanceOf(seed)
  return askEverything(path, damage(files[chance(files.length)]!, chance))
}

test('undamaged, every form gives all its entries', () => {
  expect(files.map((bytes) => askEverything(path, bytes))).toEqual(files.map(() => 18))
})
test('the same seed damages the same way', () => {
  expect(damage(files[0]!, chanceOf(7))).toEqual(damage(files[0]!, chanceOf(7)))
})
/** Seeds that once made the reader throw, hang or take memory without bound (`npm run fuzz` finds them). */
const ONCE_FAILED: readonly number[] = []
test('seeds that once failed', () => {
  for (const seed of ONCE_FAILED) ask(seed)
})
test('a thousand damaged files: no throw, no endless answer', () => {
  let entries = 0
  for (let seed = 0; seed < 1000; seed++) entries += ask(seed)
  expect(entries).toBeGreaterThan(5000)
})
