import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { memory } from './memory.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = memory.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['memory > memory.txt'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
