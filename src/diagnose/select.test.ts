import { expect, test } from 'vitest'
import { causes, edges } from '../causes/index.ts'
import { evidenceOf, HOST_KILL } from './diagnose.fixture.ts'
import { select } from './select.ts'

const contests = (...lines: string[]) =>
  select(evidenceOf({ host: lines }), causes, edges).contests.map((contest) => [contest.stories[0].mechanism.cause.id, contest.tied])

test('a machine that died outweighs what was slow beside it', () =>
  expect(
    contests(
      '10:00:01 kernel: INFO: task jbd2/sda1-8:211 blocked for more than 120 seconds.',
      '10:05:01 kernel: Kernel panic - not syncing: Fatal exception',
    )[0],
  ).toEqual(['host.kernel-panic', false]))
test('two processes killed a minute apart are two contests', () =>
  expect(
    contests(
      ...HOST_KILL,
      ...HOST_KILL.map((line) => line.replace('10:00:01', '10:01:01').replaceAll('1705', '2705').replace('102.scope', '105.scope')),
    ).length,
  ).toBe(2))
test('nothing decisive, no contest', () => expect(contests('10:00:01 systemd[1]: 102.scope: Deactivated successfully.')).toEqual([]))
test('what began when the guest was already down did not take it down', () =>
  expect(
    contests(
      '10:00:01 kernel: CPU 2/KVM[7012]: segfault at 10 ip 000055d8 sp 00007f3 error 4 in qemu-system-x86_64[55d8c0000000+60a000]',
      '10:00:02 systemd[1]: 102.scope: Deactivated successfully.',
      '10:01:01 pvedaemon[2]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve:',
      '10:01:02 pvedaemon[2]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve: OK',
    )[0]?.[0],
  ).not.toBe('operator.stop'))
test('a fault that was over hours before does not explain the end of a guest it does not name', () => {
  const evidence = {
    ...evidenceOf({
      host: [
        '01:00:00 kernel: nfs: server 10.0.0.9 not responding, still trying',
        '01:00:20 kernel: nfs: server 10.0.0.9 OK',
        '15:00:00 systemd[1]: 102.scope: Deactivated successfully.',
      ],
    }),
    subject: { kind: 'vm', id: '102' } as const,
  }
  expect(select(evidence, causes, edges).contests).toEqual([])
})
