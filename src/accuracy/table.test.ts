import { expect, test } from 'vitest'
import type { CaseResult } from './run.ts'
import { partsOf, perArea, perArm, tableOf } from './table.ts'

const result = (arm: string, about: string, score: string, more: Partial<CaseResult> = {}) =>
  ({
    example: { arm, about },
    truth: about,
    score,
    rightlyUnknown: false,
    exact: true,
    victim: null,
    trigger: null,
    chain: null,
    conclusion: 'likely',
    ...more,
  }) as unknown as CaseResult
const results = [
  result('positive', 'memory.host-oom', 'right', { victim: true, conclusion: 'confirmed' }),
  result('positive', 'power.loss', 'wrong', { victim: false, exact: false, conclusion: 'confirmed' }),
  result('decisive-removed', 'power.loss', 'unknown', { rightlyUnknown: true }),
]

test('per arm and per area', () => {
  expect(perArm(results)).toMatchObject([
    { name: 'positive', right: 1, wrong: 1 },
    { name: 'decisive-removed', rightly: 1, unknown: 0 },
  ])
  expect(perArea(results)).toMatchObject([
    { name: 'memory', right: 1 },
    { name: 'power', wrong: 1, rightly: 1 },
  ])
})
test('columns line up', () => {
  const lines = tableOf('arm', perArm(results))
  expect(new Set(lines.map((line) => line.length)).size).toBe(1)
})
test('a confirmed answer that is wrong is counted', () => {
  expect(partsOf(results)).toContain('confirmed: 2, of these wrong: 1')
  expect(partsOf(results)).toContain('victim right, where the question does not name it: 1 of 2')
})
