import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { guestInside } from './guest-inside.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = guestInside.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual([
    'guest-failed-units > failed-units.txt',
    'guest-timers > timers.txt',
    'root-space > root-space.txt',
  ])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
