import { expect, test } from 'vitest'
import { installedKiB, nextSizeKiB } from './installed.ts'

const GIB = 1024 * 1024
test.each([
  ['a small host', 16_302_456, 16],
  ['exactly the size', 16 * GIB, 16],
  ['a host of 64', 65_700_000, 64],
  ['a host of 128', 131_800_000, 128],
])('%s', (_name, managed, gib) => expect(installedKiB(managed)).toBe(gib * GIB))
test('a size that no modules add up to is not rounded away', () => expect(installedKiB(13 * GIB)).toBeNull())
test('what is to be bought', () => {
  expect(nextSizeKiB(17 * GIB)).toBe(18 * GIB)
  expect(nextSizeKiB(20 * GIB)).toBe(20 * GIB)
})
