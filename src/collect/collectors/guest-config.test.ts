import { expect, test } from 'vitest'
import { guestConfig } from './guest-config.ts'
import { plan } from './plan.fixture.ts'

test('from the folder of the node that has it', () =>
  expect(guestConfig.steps(plan())[0]!.with).toEqual({ node: 'pve1', folder: 'qemu-server', guest: '102' }))
test('not from nodes that it never was on', () => expect(guestConfig.steps(plan({ home: false }))).toEqual([]))
