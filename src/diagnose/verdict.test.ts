import { expect, test } from 'vitest'
import { findCause } from '../causes/index.ts'
import { hostOom } from '../causes/memory/host-oom.ts'
import { HOST_KILL, evidenceOf } from './diagnose.fixture.ts'
import { conclude, witnesses } from './verdict.ts'

const finding = (...more: string[]) => findCause(hostOom, evidenceOf({ host: [...HOST_KILL, ...more] }).observations)[0]!

test('the kernel alone is one witness', () => expect(witnesses(finding())).toEqual(['kernel']))
test('systemd about the same guest is a second', () =>
  expect(witnesses(finding("10:00:02 systemd[1]: 102.scope: Failed with result 'oom-kill'."))).toEqual(['kernel', 'systemd']))
test('what was slow nearby is no witness of the kill', () =>
  expect(witnesses(finding('10:00:05 pvestatd[9]: status update time (62.345 seconds)'))).toEqual(['kernel']))
test('without a decisive line nothing is concluded', () => expect(conclude({ ...finding(), decisive: [] })).toBe('inconclusive'))
test('a contradiction as strong as the proof ends in a draw', () => {
  const one = finding()
  expect(conclude({ ...one, contradicting: one.decisive })).toBe('inconclusive')
})
