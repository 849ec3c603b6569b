import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { drivePowerSaving } from './drive-power-saving.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return drivePowerSaving.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({ host: ['kernel: Command line: BOOT_IMAGE=/boot/vmlinuz-6.8.12-9-pve root=/dev/mapper/pve-root ro quiet'] })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () =>
  expect(
    look({ host: ['kernel: Command line: BOOT_IMAGE=/boot/vmlinuz-6.8 root=/dev/sda2 nvme_core.default_ps_max_latency_us=0'] }),
  ).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
