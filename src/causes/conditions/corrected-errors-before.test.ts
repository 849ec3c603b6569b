import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { correctedErrorsBefore } from './corrected-errors-before.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return correctedErrorsBefore.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('it is told with its line', () => {
  const found = look({ host: ['kernel: EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0'] })
  expect(found?.evidence.length).toBeGreaterThan(0)
  expect(found?.because).toMatch(/^[A-Zc0-9].{15,}\.$/)
  expect(found?.because).not.toMatch(/undefined|NaN/)
})
test('what looks alike is not it', () => expect(look({ host: ['kernel: EDAC MC0: Giving out device to module skx_edac'] })).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
