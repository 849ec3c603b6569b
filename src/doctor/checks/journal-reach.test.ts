import { expect, test } from 'vitest'
import { NOW, resultOf } from '../patient.fixture.ts'
import { journalReachCheck } from './journal-reach.ts'

const boots = (days: number) =>
  JSON.stringify([{ index: 0, boot_id: 'a', first_entry: (NOW - days * 86_400_000) * 1000, last_entry: NOW * 1000 }])
const files = (mib: number) => `-rw-r-----+ 1 root systemd-journal ${mib * 1024 ** 2} 1764000000 system.journal\n`
test.each([
  [40, 900, 'ok'],
  [9, 900, 'warning'],
  [2, 900, 'problem'],
  [2, 16, 'warning'],
] as const)('%i days in %i MiB', (days, mib, result) =>
  expect(resultOf(journalReachCheck, { 'boots.json': boots(days), 'readiness.txt': files(mib) })).toBe(result),
)
test('no list of boots', () => expect(resultOf(journalReachCheck, {})).toBe('unseen'))
