import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { hungTaskParser } from './hung-task.ts'

const kernel = (message: string) => recordOf(message, { ident: 'kernel', transport: 'kernel' })
const seen = (...lines: string[]) =>
  runParser(hungTaskParser, lines.map(kernel)).map((o) => [o.about.process, o.fields['seconds'], o.fields['waitsOn']])

test('the trace says what it waits on', () =>
  expect(
    seen(
      'INFO: task ls:4242 blocked for more than 122 seconds.',
      'Call Trace:',
      ' schedule+0x2e/0xa0',
      ' rpc_wait_bit_killable+0x11/0x70 [sunrpc]',
    ),
  ).toEqual([['ls', 122, 'nfs']]))
test('threads of ZFS are known by name', () =>
  expect(seen('INFO: task txg_sync:811 blocked for more than 122 seconds.')).toEqual([['txg_sync', 122, 'zfs']]))
test('names with blanks and slashes', () =>
  expect(seen('INFO: task CPU 0/KVM:811 blocked for more than 245 seconds.')).toEqual([['CPU 0/KVM', 245, 'unknown']]))
test('two reports are two', () =>
  expect(seen('INFO: task a:1 blocked for more than 122 seconds.', 'INFO: task b:2 blocked for more than 122 seconds.').length).toBe(2))
test('a program that writes it is not the kernel', () =>
  expect(
    runParser(hungTaskParser, [
      recordOf('INFO: task kvm:1 blocked for more than 122 seconds.', { ident: 'myapp', transport: 'userspace' }),
    ]),
  ).toEqual([]))
