import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { guestLogs } from './guest-logs.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = guestLogs.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['logins > last.txt', 'journal-unclean > unclean-journals.txt'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
