import { expect, test } from 'vitest'
import { guestSettings, namesOf } from './settings.ts'

const text = [
  '/etc/pve/nodes/a/qemu-server/1.conf:name: x',
  '/etc/pve/nodes/a/qemu-server/2.conf:template: 1',
  '/etc/pve/nodes/b/lxc/3.conf:hostname: y',
  '/run/qemu-server/1.pid:pid: 9',
].join('\n')
test('guests of the node, without templates', () =>
  expect(guestSettings(text, 'a').map(({ id, running }) => [id, running])).toEqual([['1', true]]))
test('long lists are cut', () =>
  expect(
    namesOf(Array.from({ length: 10 }, (_, n) => ({ id: String(n), kind: 'vm' as const, node: 'a', running: true, settings: new Map() }))),
  ).toMatch(/7 and 2 more$/))
