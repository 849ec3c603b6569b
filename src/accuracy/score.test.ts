import { expect, test } from 'vitest'
import { diagnosisOf, HOST_KILL } from '../diagnose/diagnose.fixture.ts'
import { scoreCase, ungrounded } from './score.ts'

const killed = diagnosisOf({ host: HOST_KILL })
const open = diagnosisOf({ host: ['10:00:01 pveproxy[1]: worker exit'] })
const truth = (cause: string, alsoAccept: string[] = []) => ({ cause, alsoAccept }) as never

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
