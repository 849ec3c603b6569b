import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { windowsEventsParser } from './windows-events.ts'

const event = (id: number, provider: string, data: Record<string, string>) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}'/><EventID Qualifiers='0'>${id}</EventID><TimeCreated SystemTime='2025-07-29T23:19:25.1234567Z'/></System><EventData>${Object.entries(
    data,
  )
    .map(([name, value]) => `<Data Name='${name}'>${value}</Data>`)
    .join('')}</EventData></Event>`
const look = (text: string) =>
  runParser(windowsEventsParser, [recordOf(text, { side: 'guest' })]).map(({ kind, at, says }) => [kind, at, says])
const AT = Date.parse('2025-07-29T23:19:25.123Z')

test('a restart by Windows Update', () =>
  expect(
    look(
      event(1074, 'User32', {
        param1: 'C:\\Windows\\servicing\\TrustedInstaller.exe (WIN)',
        param5: 'restart',
        param7: 'NT AUTHORITY\\SYSTEM',
      }),
    ),
  ).toEqual([['windows.update-restart', AT, 'Windows Update restarted the machine (TrustedInstaller.exe (WIN))']]))
test('a shutdown by the guest agent is one by the hypervisor', () =>
  expect(look(event(1074, 'User32', { param1: 'C:\\Program Files\\Qemu-ga\\qemu-ga.exe (WIN)', param5: 'power off' }))[0]![0]).toBe(
    'windows.agent-shutdown',
  ))
test('a shutdown by a person', () =>
  expect(
    look(event(1074, 'User32', { param1: 'C:\\Windows\\system32\\shutdown.exe (WIN)', param5: 'power off', param7: 'WIN\\carol' }))[0]![2],
  ).toBe('WIN\\carol asked Windows to power off'))
test('a blue screen, and a start after a power cut', () =>
  expect([
    look(event(41, 'Microsoft-Windows-Kernel-Power', { BugcheckCode: '126' }))[0]![0],
    look(event(41, 'Microsoft-Windows-Kernel-Power', { BugcheckCode: '0' }))[0]![0],
  ]).toEqual(['windows.bugcheck', 'windows.unexpected']))
test.each([
  event(6006, 'EventLog', {}),
  event(41, 'Some-Other', { BugcheckCode: '1' }),
  event(1001, 'Windows Error Reporting', { param1: '0x0000007e' }),
])('nothing of interest: %s', (text) => expect(look(text)).toEqual([]))
