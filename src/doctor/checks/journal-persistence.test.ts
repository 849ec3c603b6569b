import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { journalPersistenceCheck } from './journal-persistence.ts'

test.each([
  ['/var/log/journal: there\n', 'ok'],
  ['/run/log/journal: there\n', 'problem'],
  ['/var/log/journal: there\n/etc/systemd/journald.conf:Storage=volatile\n', 'problem'],
  ['/run/log/journal: there\n/etc/systemd/journald.conf.d/a.conf:Storage=persistent\n', 'ok'],
  ['', 'unseen'],
])('%j', (text, result) => expect(resultOf(journalPersistenceCheck, { 'readiness.txt': text })).toBe(result))
