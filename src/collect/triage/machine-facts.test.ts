import { expect, test } from 'vitest'
import { readMachineFacts } from './machine-facts.ts'

const IDENTITY = `1753831165.500000000
3600.50 14000.00
2b03f1aa-0000-4000-8000-1234567890ab
Linux 6.14.8-2-pve
pve1
/usr/share/zoneinfo/Etc/UTC
Timezone=America/Los_Angeles
NTPSynchronized=yes
`

test('what a Debian machine says', () =>
  expect(readMachineFacts(IDENTITY, '')).toMatchObject({
    bootId: '2b03f1aa00004000800012345678 90ab'.replace(' ', ''),
    bootedAt: 1_753_827_565_000,
    zone: 'America/Los_Angeles',
    hostname: 'pve1',
    synchronised: true,
    boots: [],
  }))
test('a zone by its link, for machines without timedatectl', () =>
  expect(readMachineFacts('1753831165\n1.0 1.0\n/usr/share/zoneinfo/posix/Europe/Berlin\n', '').zone).toBe('Europe/Berlin'))
test('a zone that nobody knows is none', () => expect(readMachineFacts('1\n1.0 1.0\nTimezone=Moon/Sea\n', '').zone).toBeNull())
test('boots as JSON', () =>
  expect(readMachineFacts('', '[{"index":0,"boot_id":"ab","first_entry":1753831165123456,"last_entry":1753831166000001}]').boots).toEqual([
    { id: 'ab', from: 1_753_831_165_123, to: 1_753_831_166_001 },
  ]))
test('boots as the table of systemd 247', () =>
  expect(readMachineFacts('', ` -1 ${'a'.repeat(32)} Tue 2025-07-29 23:19:25 UTC—Tue 2025-07-29 23:19:27 UTC\n`).boots).toEqual([
    { id: 'a'.repeat(32), from: Date.parse('2025-07-29T23:19:25Z'), to: Date.parse('2025-07-29T23:19:27.999Z') },
  ]))
test('an error text is no boots', () => expect(readMachineFacts('', 'No journal files were found.\n').boots).toEqual([]))
test.each([
  ['id: 0 root', true],
  ['id: 1000 w', false],
  ['id: 1000 w adm www-data', true],
  ['id: 1000 w systemd-journal', true],
  ['id: 1000 admin', false],
  ['id: sudo -n', true],
  ['', true],
])('who reads the journal of the system: %s', (line, reads) =>
  expect(readMachineFacts(`1\n1.0 1.0\n${line}\n`, '').readsJournal).toBe(reads),
)
