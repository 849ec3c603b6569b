import { expect, test } from 'vitest'
import { wantedMessages } from './wanted.ts'

const host = wantedMessages('host')
test('what breaks or ends is looked for everywhere', () =>
  expect(host.anchors.map((one) => one.id)).toEqual(expect.arrayContaining(['kernel.panic', 'oom-report', 'task', 'nfs.not-responding'])))
test('what is only context is looked for nearby', () => expect(host.nearby.map((one) => one.id)).toContain('pve.status-slow'))
test('command output is not looked for in journals', () =>
  expect([...host.anchors, ...host.nearby].map((one) => one.id)).not.toContain('lvs'))
test('a host says nothing that only guests say', () => expect(host.anchors.map((one) => one.id)).not.toContain('windows.bugcheck'))
test('a memory report is read whole', () => expect(host.opens.test('kvm invoked oom-killer: gfp_mask=0xcc0')).toBe(true))
