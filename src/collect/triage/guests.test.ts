import { expect, test } from 'vitest'
import { readGuests } from './guests.ts'

const text = [
  '/etc/pve/nodes/pve1/qemu-server/102.conf:name: maas',
  '/etc/pve/nodes/pve1/qemu-server/102.conf:agent: 1',
  '/etc/pve/nodes/pve1/qemu-server/102.conf:[snap]',
  '/etc/pve/nodes/pve1/qemu-server/102.conf:name: old-name',
  '/etc/pve/nodes/pve1/qemu-server/103.conf:name: stale',
  '/etc/pve/nodes/pve2/lxc/200.conf:hostname: dns',
  '/run/qemu-server/102.pid:pid: 1705',
  '/run/qemu-server/103.pid:pid: 999',
  'ps: 1705 42 8042820 Sl Wed Jul 30 00:00:18 2025 - kvm',
].join('\n')

test('guests of this node run when their process is there; a pid file alone proves nothing; of other nodes it is not known', () =>
  expect(readGuests(text, 'pve1').map(({ id, name, running, pid, agent }) => [id, name, running, pid, agent])).toEqual([
    ['102', 'maas', true, 1705, true],
    ['103', 'stale', false, null, false],
    ['200', 'dns', null, null, false],
  ]))
