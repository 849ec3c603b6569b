import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { storage } from './storage.ts'

test('asks for it whatever is known, with commands of the list', () => {
  const steps = storage.steps()
  expect(steps.map(({ use, artifact }) => `${use} > ${artifact}`)).toEqual([
    'mounts > mounts.txt',
    'root-space > root-space.txt',
    'thin-pools > thin-pools.txt',
    'zfs-state > zfs.txt',
  ])
  for (const step of steps) expect(commandOf(step.use).seconds).toBeLessThanOrEqual(30)
})
