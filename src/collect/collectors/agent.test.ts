import { expect, test } from 'vitest'
import { agent } from './agent.ts'
import { plan } from './plan.fixture.ts'

const asked = (change: Parameters<typeof plan>[0]) => agent.steps(plan(change)).map(({ use }) => use)

test('a guest with SSH is left to SSH', () => expect(asked({})).toEqual([]))
test('a Linux guest runs our script', () => expect(asked({ agentScript: 'date' })).toEqual(['agent-info', 'agent-shell']))
test('a Windows guest gives its events', () =>
  expect(asked({ agentScript: 'date', windowsGuest: true })).toEqual(['agent-info', 'agent-windows-events']))
test('without an agent nothing is asked: that would only wait', () =>
  expect(asked({ agentScript: 'date', guest: { id: '102', kind: 'vm', node: 'pve1', agent: false } })).toEqual([]))
test('what it says is put into the folder of the guest', () =>
  expect(agent.steps(plan({ agentScript: 'date' }))[0]!.of).toBe('guests/maas'))
