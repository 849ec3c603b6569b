import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { freezeThawParser } from './freeze-thaw.ts'

const seen = (lines: readonly (readonly [seconds: number, message: string, ident?: string])[], side: 'host' | 'guest' = 'host') =>
  runParser(
    freezeThawParser,
    lines.map(([seconds, message, ident], n) =>
      recordOf(message, { side, line: n + 1, at: seconds * 1000, ...(ident === undefined ? {} : { ident }) }),
    ),
  ).map((o) => [o.kind, o.fields['seconds']])

test('a backup agent that froze and still waits after its minute', () =>
  expect(
    seen(
      [
        [0, 'T:S freeze, timeout value 60'],
        [1, 'fsfreeze mount :/data'],
        [68, 'inside while with sig_handle 0'],
      ],
      'guest',
    ),
  ).toEqual([['guest.freeze-forgotten', 67]]))
test('a vzdump log that goes on without a thaw', () =>
  expect(
    seen([
      [0, "INFO: issuing guest-agent 'fs-freeze' command"],
      [200, 'ERROR: VM 102 qmp command failed'],
    ]),
  ).toEqual([['guest.freeze-forgotten', 200]]))
test('frozen and thawed in seconds, as it should be', () =>
  expect(
    seen([
      [0, "INFO: issuing guest-agent 'fs-freeze' command"],
      [3, "INFO: issuing guest-agent 'fs-thaw' command"],
      [600, 'INFO: 40% done'],
    ]),
  ).toEqual([]))
test('the log ends while it is frozen: nothing is known', () =>
  expect(
    seen([
      [0, "INFO: issuing guest-agent 'fs-freeze' command"],
      [4, "INFO: started backup task 'x'"],
    ]),
  ).toEqual([]))
test('only other programs go on', () =>
  expect(
    seen(
      [
        [0, 'info: guest-fsfreeze called', 'qemu-ga'],
        [900, 'session opened', 'sshd'],
      ],
      'guest',
    ),
  ).toEqual([]))
test('no freeze was asked for', () =>
  expect(
    seen([
      [0, 'skipping guest filesystem freeze - disabled in VM options'],
      [900, 'INFO: done'],
    ]),
  ).toEqual([]))
