import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { pveInventory } from './pve-inventory.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = pveInventory.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['pve-inventory > inventory.json'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
