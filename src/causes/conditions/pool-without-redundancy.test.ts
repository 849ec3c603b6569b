import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { poolWithoutRedundancy } from './pool-without-redundancy.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return poolWithoutRedundancy.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({ host: ['  pool: backup', '\tbackup   UNAVAIL  0  0  0', '\t  usb-WD-0:0  UNAVAIL  0  0  0'] })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () =>
  expect(
    look({ host: ['  pool: backup', '\tbackup   ONLINE  0  0  0', '\t  mirror-0  ONLINE  0  0  0', '\t    sda  ONLINE  0  0  0'] }),
  ).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
