import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { powerRestoreOff } from './power-restore-off.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return powerRestoreOff.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({ host: ['Power Restore Policy : always-off'] })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () => expect(look({ host: ['Power Restore Policy : always-on'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
