import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { cardKnownToHang } from './card-known-to-hang.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return cardKnownToHang.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({ host: ['kernel: e1000e 0000:00:1f.6 eno1: Detected Hardware Unit Hang:'] })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () => expect(look({ host: ['kernel: ixgbe 0000:03:00.0 enp3s0: Detected Tx Unit Hang'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
