import { expect, test } from 'vitest'
import { sizeInBytes } from './size.ts'

test('sizes as people write them', () =>
  expect(['2G', '512M', '1.5GiB', '4096k', '7'].map(sizeInBytes)).toEqual([2 ** 31, 2 ** 29, 1.5 * 2 ** 30, 2 ** 22, 7]))
test('what is no size', () => expect(['', 'G', '-1G', '2 apples', '1e9'].map(sizeInBytes)).toEqual([null, null, null, null, null]))
