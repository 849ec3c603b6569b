import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { guestMemory } from './guest-memory.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = guestMemory.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['guest-memory > guest-memory.txt', 'ksm > ksm.txt'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
