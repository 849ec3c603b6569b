import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { scheduledTaskParser } from './scheduled-task.ts'

const JOB = '(root) CMD (/root/restart-vm.sh >/dev/null 2>&1)'
const STOP = '<root@pam> starting task UPID:pve:00009CB9:01A2B3C4:66820AF2:qmstop:118:root@pam:'
const seen = (...lines: (readonly [seconds: number, ident: string, pid: number, message: string])[]) =>
  runParser(
    scheduledTaskParser,
    lines.map(([seconds, ident, pid, message], n) =>
      recordOf(message, { line: n + 1, at: seconds * 1000, ident, pid, transport: 'userspace' }),
    ),
  ).map((o) => [o.kind, o.about.guest])

test('a job and the stop it ran', () => expect(seen([0, 'CRON', 40112, JOB], [1, 'qm', 40120, STOP])).toEqual([['automation.run', '118']]))
test('a person at the web interface in the same second', () =>
  expect(seen([0, 'CRON', 40112, JOB], [1, 'pvedaemon', 40120, STOP])).toEqual([]))
test('a shell that was open before the job', () => expect(seen([0, 'CRON', 40112, JOB], [1, 'qm', 39000, STOP])).toEqual([]))
test('a minute later', () => expect(seen([0, 'CRON', 40112, JOB], [65, 'qm', 40120, STOP])).toEqual([]))
test('the housekeeping of every machine', () =>
  expect(seen([0, 'CRON', 40112, '(root) CMD (cd / && run-parts --report /etc/cron.hourly)'], [1, 'qm', 40120, STOP])).toEqual([]))

const OFF = 'The system will power off now!'
test('a job that turned the machine off', () =>
  expect(seen([0, 'CRON', 811, '(root) CMD (/root/night.sh)'], [4, 'systemd-logind', 700, OFF])).toEqual([
    ['shutdown.scheduled', undefined],
  ]))
test('a unit of somebody that turned the machine off', () =>
  expect(seen([0, 'systemd', 1, 'Starting nightly-poweroff.service - Off at night...'], [1, 'systemd-logind', 700, OFF])).toEqual([
    ['shutdown.scheduled', undefined],
  ]))
test('the units of systemd that carry out a shutdown', () =>
  expect(seen([0, 'systemd', 1, 'Starting systemd-poweroff.service - System Power Off...'], [1, 'systemd-logind', 700, OFF])).toEqual([]))
test('a person, an hour after the job', () =>
  expect(seen([0, 'CRON', 811, '(root) CMD (/root/night.sh)'], [3600, 'systemd-logind', 700, OFF])).toEqual([]))
