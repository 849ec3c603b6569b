import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { thinOvercommitted } from './thin-overcommitted.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return thinOvercommitted.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({
    host: ['WARNING: Sum of all thin volume sizes (1.20 TiB) exceeds the size of thin pool pve/data and the amount of free space'],
  })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () => expect(look({ host: ['WARNING: Thin pool pve-data-tpool data is now 96.15% full.'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
