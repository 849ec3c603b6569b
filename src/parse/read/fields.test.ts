import { expect, test } from 'vitest'
import { fieldsOfJson, isKeptField, recordOfFields } from './fields.ts'

const speaker = (fields: Record<string, string>) => {
  const record = recordOfFields({ file: 'j', side: 'host' }, 1, { MESSAGE: 'x', __REALTIME_TIMESTAMP: '1', ...fields })
  return [record?.ident, record?.transport]
}

test('only the transport makes a kernel', () => {
  expect(speaker({ _TRANSPORT: 'kernel' })).toEqual(['kernel', 'kernel'])
  expect(speaker({ _TRANSPORT: 'syslog', SYSLOG_IDENTIFIER: 'kernel' })).toEqual(['not-the-kernel', 'userspace'])
})
test('a daemon goes by the name it gives', () => {
  expect(speaker({ SYSLOG_IDENTIFIER: 'pvedaemon', _COMM: 'pvedaemon worke', _UID: '0' })[0]).toBe('pvedaemon')
  expect(speaker({ SYSLOG_IDENTIFIER: 'systemd', _COMM: 'systemd', _UID: '0', _PID: '1' })[0]).toBe('systemd')
  expect(speaker({ SYSLOG_IDENTIFIER: 'pveproxy', _COMM: 'pveproxy', _UID: '33' })[0]).toBe('pveproxy')
})
test('logger and the programs of people go by the name of their process', () => {
  expect(speaker({ SYSLOG_IDENTIFIER: 'watchdog-mux', _COMM: 'logger', _UID: '0' })[0]).toBe('logger')
  expect(speaker({ SYSLOG_IDENTIFIER: 'systemd', _COMM: 'evil', _UID: '1000' })[0]).toBe('evil')
  expect(speaker({ SYSLOG_IDENTIFIER: 'systemd', _COMM: 'systemd', _UID: '1000' })[0]).toBe('systemd-user')
})
test('without the trusted fields the name stands', () => expect(speaker({ SYSLOG_IDENTIFIER: 'smartd' })[0]).toBe('smartd'))
test('bytes become text, repeated fields their last value', () =>
  expect(fieldsOfJson({ MESSAGE: [104, 105], UNIT: ['a', 'b'], _PID: 7, X: null })).toEqual({ MESSAGE: 'hi', UNIT: 'b', _PID: '7' }))
test.each(['MESSAGE', '_UID', '_COMM', 'COREDUMP_SIGNAL', '_SOURCE_REALTIME_TIMESTAMP'])(
  '%s is read, because who speaks and what they say hangs on it',
  (name) => expect(isKeptField(name)).toBe(true),
)
test.each(['_CMDLINE', '_UID2', 'CODE_FILE'])('%s is not', (name) => expect(isKeptField(name)).toBe(false))
