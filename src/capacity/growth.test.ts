import { expect, test } from 'vitest'
import { emptyNode, type UseSample } from './facts.ts'
import { growthOf } from './growth.ts'

const HOUR = 3_600_000
const sample = (hours: number, usedKiB: number): UseSample => ({
  at: hours * HOUR,
  usedKiB,
  source: { file: 'rrd', line: 1, text: `${hours}` },
})
const growth = (...samples: UseSample[]) => growthOf({ ...emptyNode('pve'), samples }, 16_000_000, () => [])

test('memory that grows says when the node is full', () =>
  expect(growth(sample(0, 8_000_000), sample(1, 9_000_000), sample(2, 10_000_000))).toMatchObject({
    kibPerHour: 1_000_000,
    fullInHours: 6,
  }))
test('the newest hours count, not last week', () =>
  expect(growth(sample(0, 1_000_000), sample(100, 9_000_000), sample(101, 9_000_000))!.fullInHours).toBeNull())
test('memory that shrinks or breathes is no growth', () => {
  expect(growth(sample(0, 9_000_000), sample(1, 8_000_000))!.fullInHours).toBeNull()
  expect(growth(sample(0, 9_000_000), sample(1, 9_001_000))!.fullInHours).toBeNull()
})
test('one look is no trend', () => expect(growth(sample(0, 9_000_000))).toBeNull())
test('two looks at the same moment are none either', () => expect(growth(sample(0, 9_000_000), sample(0, 9_000_000))).toBeNull())
