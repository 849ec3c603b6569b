import { expect, test } from 'vitest'
import { readMachine } from './machine-look.ts'

const AT = Date.parse('2025-07-30T00:01:00Z')
const answers = {
  node: 'pve',
  at: AT,
  identity: '1753833660.123456789\n4233.32 12345.67\n0d5a3a6e-7a54-4f5c-9a8e-2f6b0c1d2e3f\nLinux 6.8.12-9-pve\npve\n',
  guests: [
    '/etc/pve/nodes/pve/qemu-server/102.conf:name: maas',
    '/etc/pve/nodes/pve/qemu-server/102.conf:memory: 8192',
    '/etc/pve/nodes/pve/qemu-server/102.conf:onboot: 1',
    '/etc/pve/nodes/pve/qemu-server/102.conf:[before-upgrade]',
    '/etc/pve/nodes/pve/qemu-server/102.conf:memory: 4096',
    '/etc/pve/nodes/pve/qemu-server/103.conf:name: off',
    '/etc/pve/nodes/pve/qemu-server/103.conf:memory: 1024',
    '/etc/pve/nodes/pve/qemu-server/103.conf:lock: backup',
    '/etc/pve/nodes/other/qemu-server/104.conf:name: elsewhere',
    '/etc/pve/nodes/pve/lxc/200.conf:hostname: dns',
    '/etc/pve/nodes/pve/lxc/200.conf:memory: 512',
    '/run/qemu-server/102.pid:pid: 1705',
    '/sys/fs/cgroup/lxc/200/:running: 1',
    'ps: 1705 42 8042820 Sl Wed Jul 30 00:00:18 2025 - kvm',
  ].join('\n'),
  memory:
    'MemTotal:       16302456 kB\nMemAvailable:    4000000 kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n/proc/pressure/memory\nsome avg10=1.50 avg60=0.10 avg300=0.00 total=5\nfull avg10=0.75 avg60=0.05 avg300=0.00 total=3\n/proc/pressure/io\nsome avg10=9.00 avg60=0.00 avg300=0.00 total=1\nfull avg10=8.00 avg60=0.00 avg300=0.00 total=1\n',
  zfs: 'size                            4    2147483648\nc_min                           4    536870912\n',
  guestMemory: '/sys/fs/cgroup/qemu.slice/102.scope/memory.current:8300000000\n/sys/fs/cgroup/lxc/200/memory.current:104857600\n',
  rootSpace: '/ ext2/ext3 blocks=1000 free=100 available=50 size=4096\n/var ext2/ext3 blocks=1000 free=100 available=50 size=4096\n',
  thinPools: 'pve-data-tpool: 0 100 thin-pool 1 970/1000 500/1000 - rw discard_passdown queue_if_no_space - 1024\n',
}

test('a host by its own files', () => {
  const { node, guests, storages } = readMachine(answers)
  expect(
    guests.map(({ kind, id, running, pid, memoryKiB, maxMemoryKiB, autostart, lock }) => [
      kind,
      id,
      running,
      pid,
      memoryKiB,
      maxMemoryKiB,
      autostart,
      lock,
    ]),
  ).toEqual([
    ['vm', '102', true, 1705, 8_042_820, 8_388_608, true, null],
    ['vm', '103', false, null, null, 1_048_576, null, 'backup'],
    ['ct', '200', true, null, 102_400, 524_288, null, null],
  ])
  expect(node).toMatchObject({ bootId: '0d5a3a6e-7a54-4f5c-9a8e-2f6b0c1d2e3f', uptime: 4233.32, memoryPressure: 0.75 })
  expect(node.memory).toMatchObject({
    totalKiB: 16_302_456,
    freeKiB: 4_000_000,
    arcKiB: 2_097_152,
    arcReclaimableKiB: 1_572_864,
    otherKiB: 16_302_456 - 4_000_000 - 2_097_152 - 8_042_820 - 102_400,
  })
  expect(node.killedNext[0]).toEqual({ kind: 'vm', id: '102', name: 'maas' })
  expect(storages).toEqual([
    { id: '/', node: 'pve', usedFraction: 900 / 950, metadataFraction: null },
    { id: 'pve/data', node: 'pve', usedFraction: 0.5, metadataFraction: 0.97 },
  ])
})
test('a host that told only part of it: what is missing is null, not zero', () => {
  const { node, guests } = readMachine({ node: 'pve', at: AT, guests: answers.guests })
  expect(node).toMatchObject({ memory: null, memoryPressure: null, uptime: null, bootId: null })
  expect(guests).toHaveLength(3)
})
