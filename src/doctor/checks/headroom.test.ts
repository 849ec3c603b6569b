import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { headroomCheck } from './headroom.ts'

const texts = (mib: number) => ({
  'memory.txt': 'MemTotal:       16302456 kB\nMemAvailable:    4000000 kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n',
  'guests.txt': [
    '/etc/pve/nodes/pve1/qemu-server/102.conf:name: maas',
    `/etc/pve/nodes/pve1/qemu-server/102.conf:memory: ${mib}`,
    '/run/qemu-server/102.pid:pid: 1705',
    'ps: 1705 42 8042820 Sl Wed Jul 30 00:00:18 2025 - kvm',
  ].join('\n'),
})
test.each([
  [8192, 'ok'],
  [16_384, 'problem'],
])('a guest with %i MiB on 16 GiB', (mib, result) => expect(resultOf(headroomCheck, texts(mib))).toBe(result))
test('nothing seen', () => expect(resultOf(headroomCheck, {})).toBe('unseen'))
