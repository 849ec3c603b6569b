import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { watchdogCheck } from './watchdog.ts'

test.each([
  ['/sys/class/watchdog/watchdog0/identity:iTCO_wdt\n', 'ok'],
  ['/sys/class/watchdog/watchdog0/identity:Software Watchdog\n', 'warning'],
  ['/proc/sys/kernel/panic:0\n', 'warning'],
  ['', 'unseen'],
])('%j', (text, result) => expect(resultOf(watchdogCheck, { 'readiness.txt': text })).toBe(result))
