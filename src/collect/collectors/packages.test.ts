import { expect, test } from 'vitest'
import { packages } from './packages.ts'
import { plan } from './plan.fixture.ts'

test('a guest has no versions of Proxmox', () =>
  expect(packages.steps(plan({ kind: 'guest' })).map(({ use }) => use)).toEqual(['packages']))
test('a node has', () => expect(packages.steps(plan()).map(({ use }) => use)).toEqual(['packages', 'pve-versions']))
