import { expect, test } from 'vitest'
import { diagnosisOf, HOST_KILL } from '../diagnose/diagnose.fixture.ts'
import { accuracyCase } from './case.ts'
import { chainRight, isExact, scoreCase, triggerRight, ungrounded } from './score.ts'

const killed = diagnosisOf({ host: HOST_KILL })
const open = diagnosisOf({ host: ['10:00:01 pveproxy[1]: worker exit'] })
const truth = (cause: string, alsoAccept: string[] = [], more = {}) =>
  accuracyCase.parse({ id: 'x', arm: 'positive', truth: { cause, alsoAccept, ...more }, logs: [] }).truth

test('the cause itself is right', () => expect(scoreCase(truth('memory.host-oom'), killed)).toBe('right'))
test('what is accepted beside it is right', () => expect(scoreCase(truth('x.y', ['memory.host-oom']), killed)).toBe('right'))
test('another cause is wrong', () => expect(scoreCase(truth('power.loss'), killed)).toBe('wrong'))
test('an open answer is unknown, and right only when nothing settles it', () =>
  expect([scoreCase(truth('power.loss'), open), scoreCase(truth('undetermined'), open)]).toEqual(['unknown', 'right']))
test('every claim of a real answer is grounded', () => expect(ungrounded(killed)).toEqual([]))
test('a claim without a line is found out', () => {
  const [first] = killed.diagnoses
  expect(ungrounded({ ...killed, diagnoses: [{ ...first!, cause: { ...first!.cause!, evidence: [] } }] }).length).toBeGreaterThan(0)
  expect(ungrounded({ ...killed, diagnoses: [{ ...first!, cause: { ...first!.cause!, evidence: ['e999'] } }] }).length).toBeGreaterThan(0)
})
test('what must not be named is wrong even beside the right cause', () =>
  expect(scoreCase(truth('memory.host-oom', [], { not: ['memory.host-oom'] }), killed)).toBe('wrong'))
test('where nobody may be convicted every conclusion is wrong', () =>
  expect([scoreCase(truth('memory.host-oom'), killed, 'nobody'), scoreCase(truth('memory.host-oom'), open, 'nobody')]).toEqual([
    'wrong',
    'right',
  ]))
test('the weaker answer counts only without the proof', () => {
  const weaker = truth('power.loss', [], { weaker: ['memory.host-oom'] })
  expect([scoreCase(weaker, killed), scoreCase(weaker, killed, 'truth-or-unknown')]).toEqual(['wrong', 'right'])
})
test('exact, trigger and chain, where the truth tells them', () => {
  expect([isExact(truth('memory.host-oom'), killed), isExact(truth('x.y', ['memory.host-oom']), killed)]).toEqual([true, false])
  expect([triggerRight(truth('memory.host-oom'), killed), chainRight(truth('memory.host-oom'), killed)]).toEqual([null, null])
  expect(chainRight(truth('x.y', [], { chain: ['memory.host-oom'] }), killed)).toBe(true)
  expect(triggerRight(truth('x.y', [], { trigger: 'trigger.guest-activity' }), killed)).toBe(false)
})
test('a text that is not the line of the source is found out', () => {
  const [item] = killed.evidence
  expect(ungrounded(killed, new Map([[item!.file, Array.from({ length: 99 }, () => 'something else')]])).length).toBeGreaterThan(0)
})
