import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { pveGuests } from './pve-guests.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = pveGuests.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['pve-guests > guests.txt'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
