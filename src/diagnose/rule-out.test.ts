import { expect, test } from 'vitest'
import { fillCommand } from './rule-out.ts'

test('guest and node are filled in', () =>
  expect(fillCommand('ssh {node} qm start {guest}', { kind: 'vm', id: '102', node: 'pve' })).toBe('ssh pve qm start 102'))
test('what is not known stays an obvious gap', () =>
  expect(fillCommand('ssh {node} qm start {guest}', { kind: 'vm' })).toBe('ssh HOST qm start VMID'))
test('a host is no guest', () => expect(fillCommand('qm list # {node} {guest}', { kind: 'node', id: 'pve' })).toBe('qm list # pve VMID'))
