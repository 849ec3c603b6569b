import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { serialConsoleCheck } from './serial-console.ts'

const texts = (line: string, section = '') => ({
  'guests.txt': [
    `/etc/pve/nodes/pve1/qemu-server/102.conf:${line}`,
    ...(section ? ['/etc/pve/nodes/pve1/qemu-server/102.conf:[snap]', `/etc/pve/nodes/pve1/qemu-server/102.conf:${section}`] : []),
    '/etc/pve/nodes/other/qemu-server/104.conf:name: elsewhere',
    '/run/qemu-server/102.pid:pid: 1705',
  ].join('\n'),
})
test('it is set', () => expect(resultOf(serialConsoleCheck, texts('serial0: socket'))).toBe('ok'))
test('it is not set', () => expect(resultOf(serialConsoleCheck, texts('name: a'))).toBe('warning'))
test('what a snapshot says does not count', () => expect(resultOf(serialConsoleCheck, texts('name: a', 'serial0: socket'))).toBe('warning'))
test('guests of another node do not count', () =>
  expect(resultOf(serialConsoleCheck, { 'guests.txt': '/etc/pve/nodes/other/qemu-server/104.conf:name: elsewhere\n' })).toBeNull())
