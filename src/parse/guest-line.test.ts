import { expect, test } from 'vitest'
import { readGuestLine } from './guest-line.ts'

test('a setting', () =>
  expect(readGuestLine('/etc/pve/nodes/pve1/qemu-server/102.conf:memory: 8192')).toEqual({
    what: 'setting',
    kind: 'vm',
    id: '102',
    node: 'pve1',
    key: 'memory',
    value: '8192',
  }))
test('the first snapshot ends what is true now', () =>
  expect(readGuestLine('/etc/pve/nodes/pve1/lxc/200.conf:[before-upgrade]')).toEqual({ what: 'section', kind: 'ct', id: '200' }))
test('a pid file', () =>
  expect(readGuestLine('/run/qemu-server/102.pid:pid: 1705')).toEqual({ what: 'pid', kind: 'vm', id: '102', pid: 1705 }))
test('a container that runs', () =>
  expect(readGuestLine('/sys/fs/cgroup/lxc/200/:running: 1')).toEqual({ what: 'pid', kind: 'ct', id: '200', pid: null }))
test('a process, with its start in UTC', () =>
  expect(readGuestLine('ps: 1705 3600 8042820 Sl   Tue Jul 29 17:00:18 2025 ep_poll                  kvm')).toMatchObject({
    what: 'process',
    pid: 1705,
    ageSeconds: 3600,
    rssKiB: 8_042_820,
    state: 'Sl',
    startedAt: Date.UTC(2025, 6, 29, 17, 0, 18),
    waitsIn: 'ep_poll',
    program: 'kvm',
  }))
test.each(['', 'memory: 8192', '/etc/pve/storage.cfg:dir: local', 'ps: x'])('nothing else: %s', (text) =>
  expect(readGuestLine(text)).toBeNull(),
)
