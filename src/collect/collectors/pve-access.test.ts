import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { pveAccess } from './pve-access.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = pveAccess.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['pve-access > access.log'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
