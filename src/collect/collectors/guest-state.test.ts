import { expect, test } from 'vitest'
import { guestState } from './guest-state.ts'
import { plan } from './plan.fixture.ts'

test('one guest, where it is', () => expect(guestState.steps(plan())[0]!.with).toEqual({ tool: 'qm', guest: '102' }))
test('a container by its own tool', () =>
  expect(guestState.steps(plan({ guest: { id: '200', kind: 'ct', node: 'pve1', agent: false } }))[0]!.with).toEqual({
    tool: 'pct',
    guest: '200',
  }))
test('never on another node, where it would not be found', () => expect(guestState.steps(plan({ home: false }))).toEqual([]))
test('a domain of libvirt', () =>
  expect(guestState.steps(plan({ kind: 'libvirt', domain: 'web' })).map(({ use }) => use)).toEqual(['libvirt-domain', 'libvirt-log']))
