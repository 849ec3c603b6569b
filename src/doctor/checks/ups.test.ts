import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { upsCheck } from './ups.ts'

test.each([
  [{ 'ups.txt': 'ups: apc\nups.status: OL\n' }, 'ok'],
  [{ 'ups.txt': 'STATUS   : ONLINE\n' }, 'ok'],
  [{ 'readiness.txt': '/proc/sys/kernel/panic:0\n' }, 'warning'],
  [{}, 'unseen'],
])('%j', (texts, result) => expect(resultOf(upsCheck, texts as Record<string, string>)).toBe(result))
