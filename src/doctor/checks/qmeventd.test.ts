import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { qmeventdCheck } from './qmeventd.ts'

test.each([
  ['ExecStart=/usr/sbin/qmeventd -v /var/run/qmeventd.sock\n', 'ok'],
  ['ExecStart=/usr/sbin/qmeventd /var/run/qmeventd.sock\n', 'warning'],
  ['', null],
])('%j', (text, result) => expect(resultOf(qmeventdCheck, { 'readiness.txt': text })).toBe(result))
