import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { disks } from './disks.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = disks.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['disks > disks.json'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
