import { expect, test } from 'vitest'
import { accuracyCase } from './case.ts'
import { atAnotherTime, inAnotherZone, overNewYear, scrubbed, withOtherGuestIds, withOtherHosts } from './disguise.ts'

const example = (lines: string[], subject?: string) =>
  accuracyCase.parse({ id: 'x', arm: 'positive', subject, truth: { cause: 'a.b' }, logs: [{ from: 'host', lines }] })
const linesOf = (changed: ReturnType<typeof example> | null) => changed!.logs[0]!.lines

test('machines get other names where names of machines stand, and nowhere else', () => {
  const changed = withOtherHosts(
    example(['Mar 04 02:00:00 pve pve-ha-lrm[1]: UPID:pve:0:0:0:qmstop:1:a: on node pve of VG pve/data'], 'node:pve'),
  )
  expect(linesOf(changed)).toEqual([
    'Mar 04 02:00:00 zz1-other pve-ha-lrm[1]: UPID:zz1-other:0:0:0:qmstop:1:a: on node zz1-other of VG pve/data',
  ])
  expect(changed.subject).toBe('node:zz1-other')
})
test('guests get other ids, processes keep theirs', () => {
  const changed = withOtherGuestIds(
    example(
      [
        'a systemd[1]: 102.scope: x',
        'b qmeventd[102]: Starting cleanup for 102',
        'c UPID:pve:0:0:0:qmstop:102:a: tap102i0 vm-102-disk-0 /qemu.slice/102.scope pid=102',
        '       102 maas                 running    8192              64.00 1705',
        'INFO: starting new backup job: vzdump 102',
      ],
      'vm:102',
    ),
  )
  expect(linesOf(changed)).toEqual([
    'a systemd[1]: 4102.scope: x',
    'b qmeventd[102]: Starting cleanup for 4102',
    'c UPID:pve:0:0:0:qmstop:4102:a: tap4102i0 vm-4102-disk-0 /qemu.slice/4102.scope pid=102',
    '       4102 maas                 running    8192              64.00 1705',
    'INFO: starting new backup job: vzdump 102',
  ])
  expect(changed.subject).toBe('vm:4102')
})
test('stamps and the seconds in task ids move together', () =>
  expect(
    linesOf(
      atAnotherTime(example(['2025-07-29T16:19:25-0700 pve pvedaemon[1]: UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:a:']), 60_000),
    ),
  ).toEqual(['2025-07-29T16:20:25-0700 pve pvedaemon[1]: UPID:pve:0000D431:0012F0AA:68895738:qmstop:102:a:']))
test('over the end of a year', () => {
  expect(linesOf(overNewYear(example(['Mar 04 02:00:00 pve a: b', 'Mar 04 02:01:00 pve a: b'])))).toEqual([
    'Dec 31 23:59:30 pve a: b',
    'Jan 01 00:00:30 pve a: b',
  ])
  expect(overNewYear(example(['16:00:00 pve a: b']))).toBeNull()
})
test('another zone, the same instant', () => {
  const changed = inAnotherZone(
    example(['2025-07-29T16:19:25+0200 pve a: b', '2025-07-29T16:19:25.5+02:00 pve a: b', 'Jul 29 16:19:25 pve a: b']),
  )
  expect(linesOf(changed)).toEqual([
    '2025-07-29T09:19:25-0500 pve a: b',
    '2025-07-29T09:19:25.5-05:00 pve a: b',
    'Jul 29 16:19:25 pve a: b',
  ])
  expect(changed.tz).toBe('America/Bogota')
})
test('addresses and people go by other names, always the same', () =>
  expect(
    linesOf(scrubbed(example(['Mar 04 02:00:00 pve a[1]: <alice@pve> from 10.0.0.5 to 10.0.0.5 of root@pam, 00:11:22:33:44:55']))),
  ).toEqual(['Mar 04 02:00:00 host-a a[1]: <user2@pve> from 198.51.100.1 to 198.51.100.1 of root@pam, 02:00:00:00:00:01']))
