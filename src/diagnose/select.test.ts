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
