import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { mountMustBeThere } from './mount-must-be-there.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return mountMustBeThere.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({ guest: ['UUID=9a1b-2c3d /mnt/backup ext4 defaults 0 2'] })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () => expect(look({ guest: ['UUID=9a1b-2c3d /mnt/backup ext4 defaults,nofail 0 2'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
