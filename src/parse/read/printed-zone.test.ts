import { expect, test } from 'vitest'
import { printedZone } from './printed-zone.ts'

const source = (text: string, content = 'text') => ({
  content,
  async *open() {
    yield Buffer.from(text)
  },
})

test('one offset, printed with and without a colon, is the zone', async () =>
  expect(await printedZone([source('2025-07-29T16:19:25-0700 pve kernel: a\n2025-07-29T16:19:26.123456-07:00 pve kernel: b\n')])).toBe(
    '-07:00',
  ))

test('two offsets are none', async () =>
  expect(await printedZone([source('2025-07-29T16:19:25-0700 a b: c\n'), source('2025-12-29T16:19:25-0800 a b: c\n')])).toBeNull())

test('stamps without an offset, and offsets inside texts, tell nothing', async () =>
  expect(await printedZone([source('Jul 29 16:19:25 pve app: at 2025-07-29T16:19:25-0700 it ended\n')])).toBeNull())

test('UTC is what is assumed anyway', async () =>
  expect(await printedZone([source('2025-07-29T16:19:25+00:00 pve kernel: a\n')])).toBeNull())
