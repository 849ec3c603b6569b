import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { qemuOutdated } from './qemu-outdated.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return qemuOutdated.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('an older one runs', () =>
  expect(look({ host: ['running-qemu: 8.1.5', 'pve-qemu-kvm: 9.0.2-4'] })?.because.length).toBeGreaterThan(20))
test('the installed one runs', () => expect(look({ host: ['running-qemu: 9.0.2', 'pve-qemu-kvm: 9.0.2-4'] })).toBeNull())
test('only one is known', () => expect(look({ host: ['running-qemu: 8.1.5'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
