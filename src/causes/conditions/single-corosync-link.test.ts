import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { singleCorosyncLink } from './single-corosync-link.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return singleCorosyncLink.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({ host: ['LINK ID 0 udp', '\taddr\t= 10.0.0.1'] })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () => expect(look({ host: ['LINK ID 0 udp', 'LINK ID 1 udp'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
