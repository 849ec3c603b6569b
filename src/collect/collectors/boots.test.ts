import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { boots } from './boots.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = boots.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['boots > boots.json'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
