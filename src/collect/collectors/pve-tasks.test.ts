import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { pveTasks } from './pve-tasks.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = pveTasks.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['pve-tasks > tasks.txt'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
