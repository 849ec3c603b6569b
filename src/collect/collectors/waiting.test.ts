import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { waiting } from './waiting.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = waiting.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['waiting-processes > waiting.txt'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
