import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { ha } from './ha.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = ha.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['pve-ha > ha.txt', 'pve-cluster > cluster.txt'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
