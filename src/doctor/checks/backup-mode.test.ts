import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { backupModeCheck } from './backup-mode.ts'

const job = (mode: string, more = '') => `vzdump: backup-1\n\tschedule 02:00\n\tmode ${mode}\n${more}`
test.each([
  [job('snapshot'), 'ok'],
  [job('stop'), 'warning'],
  [job('stop', '\tenabled 0\n'), 'ok'],
  ['', null],
])('%j', (text, result) => expect(resultOf(backupModeCheck, { 'jobs.cfg': text })).toBe(result))
