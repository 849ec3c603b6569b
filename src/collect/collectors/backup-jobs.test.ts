import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { backupJobs } from './backup-jobs.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = backupJobs.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual(['pve-jobs > jobs.cfg'])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
