import { expect, test } from 'vitest'
import { plan } from './plan.fixture.ts'
import { smart } from './smart.ts'

test('all disks in one command, without waking one', () => {
  expect(smart.steps(plan({ disks: ['sda', 'nvme0n1'] }))[0]!.with).toEqual({ disks: 'sda nvme0n1' })
})
test('no disk is no question', () => expect(smart.steps(plan())).toEqual([]))
