import { expect, test } from 'vitest'
import type { LogRecord } from '../model/index.ts'
import { maySpeak, repeats, witnessOf } from './speaker.ts'

const record = (message: string, ident?: string, transport: LogRecord['transport'] = 'userspace'): LogRecord => ({
  source: { file: 'host.log', side: 'host' },
  line: 1,
  text: message,
  message,
  at: null,
  stamp: 'none',
  transport,
  ...(ident === undefined ? {} : { ident }),
})

test('the kernel speaks for the kernel, and nobody else does', () => {
  expect(maySpeak(record('x', 'kernel', 'kernel'), 'kernel')).toBe(true)
  expect(maySpeak(record('x', 'not-the-kernel'), 'kernel')).toBe(false)
  expect(maySpeak(record('x', undefined, 'unknown'), 'kernel')).toBe(true)
})
test('a program speaks for itself', () => {
  expect(maySpeak(record('x', 'pvedaemon'), ['pve*'])).toBe(true)
  expect(maySpeak(record('x', 'logger'), ['pve*'])).toBe(false)
})
test('a mouthpiece repeats', () => {
  expect(maySpeak(record('No space left on device', 'rsyncd'), 'anyone')).toBe(true)
  expect(repeats(record('No space left on device', 'rsyncd'))).toBe(false)
  for (const ident of ['logger', 'systemd-cat', 'root']) expect(repeats(record('No space left on device', ident))).toBe(true)
})
test('and so does a program that passes on the words of another one', () => {
  for (const words of ['kernel: I/O error, dev sda', 'Jul 29 16:19:27 pve QEMU[7]: No space left on device', 'level=error systemd[1]: x'])
    expect(repeats(record(words, 'alert-relay'))).toBe(true)
})
test('witnesses', () => expect(['kernel', 'anyone'].map((by) => witnessOf(by as 'kernel'))).toEqual(['kernel', 'daemon']))
test('the systemd of a user who logs out is not the one of the machine', () => {
  const said = (pid?: number) => ({
    ...record('Reached target shutdown.target - Shutdown.', 'systemd'),
    ...(pid === undefined ? {} : { pid }),
  })
  expect([said(1), said(), said(4711)].map((one) => maySpeak(one, ['systemd[1]']))).toEqual([true, true, false])
})
