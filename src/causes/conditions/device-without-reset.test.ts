import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { deviceWithoutReset } from './device-without-reset.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return deviceWithoutReset.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({ host: ['kvm: vfio: Cannot reset device 0000:11:00.6, no available reset mechanism.'] })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () =>
  expect(look({ host: ['kernel: vfio-pci 0000:01:00.0: enabling device (0000 -> 0003)'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
