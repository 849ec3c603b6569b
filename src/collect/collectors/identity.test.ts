import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { identity } from './identity.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = identity.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['identity > identity.txt'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
