import { expect, test } from 'vitest'
import { observeCase } from '../causes/verify.ts'
import { guestOfName } from './entities.ts'

test('every name by which Proxmox calls a guest', () =>
  expect(
    [
      '/qemu.slice/102.scope',
      '102.scope',
      '/lxc/203/ns/system.slice',
      'pve-container@203.service',
      'tap102i0',
      'veth203i0',
      'fwbr102i0',
      'pve/vm-102-disk-0',
      'subvol-203-disk-0',
      '/dev/mapper/pve-vm--203--disk--0',
    ].map((name) => guestOfName(name)?.guest),
  ).toEqual(['102', '102', '203', '203', '102', '203', '102', '102', '203', '203']))
test('names that are no guests', () =>
  expect(['session-3.scope', 'init.scope', 'eno1', 'sda', 'vmbr0'].map(guestOfName)).toEqual([null, null, null, null, null]))
test('a process id becomes its guest where a line binds the two', () => {
  const seen = observeCase({
    name: '',
    host: ['pvedaemon[2]: VM 102 started with PID 1705.', 'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB'],
  })
  expect(seen.find((o) => o.kind === 'kernel.oom-report')?.about.guest).toBe('102')
})
test('a process id that two guests had tells nothing', () => {
  const seen = observeCase({
    name: '',
    host: [
      'pvedaemon[2]: VM 102 started with PID 1705.',
      'pvedaemon[2]: VM 105 started with PID 1705.',
      'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB',
    ],
  })
  expect(seen.find((o) => o.kind === 'kernel.oom-report')?.about.guest).toBeUndefined()
})
test('the lines of a job are about the guest it named', () => {
  const seen = observeCase({
    name: '',
    host: [
      'INFO: Starting Backup of VM 182 (qemu)',
      'INFO: backup mode: stop',
      'INFO: Finished Backup of VM 182 (00:08:57)',
      'INFO: Starting Backup of VM 183 (qemu)',
      'INFO: suspending guest',
    ],
  })
  expect(['backup.mode', 'backup.suspending'].map((kind) => seen.find((o) => o.kind === kind)?.about.guest)).toEqual(['182', '183'])
})
test('two workers of one journal do not mix', () => {
  const seen = observeCase({
    name: '',
    host: [
      'pvescheduler[10]: INFO: Starting Backup of VM 182 (qemu)',
      'pvescheduler[11]: INFO: Starting Backup of VM 183 (qemu)',
      'pvescheduler[10]: INFO: backup mode: stop',
    ],
  })
  expect(seen.find((o) => o.kind === 'backup.mode')?.about.guest).toBe('182')
})
