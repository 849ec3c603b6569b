import { expect, test } from 'vitest'
import { findCause } from '../find.ts'
import { observeCase } from '../verify.ts'
import { hostHang } from './hang.ts'

const unclean = observeCase({
  name: 'a log that ends in the middle',
  host: [
    '10:00:01 systemd-journald[311]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
  ],
})

test('an unclean end makes it thinkable and never concludes it: a power loss leaves the same', () => {
  const found = findCause(hostHang, unclean)
  expect(found.length).toBeGreaterThan(0)
  expect(found.every((finding) => finding.decisive.length === 0)).toBe(true)
})

test('not even a watchdog of the controller concludes it: that has a name of its own', () =>
  expect(
    findCause(
      hostHang,
      observeCase({ name: 'sel', host: ['  14 | 07/29/25 | 16:19:27 | Watchdog2 #0xca | Hard reset | Asserted'] }),
    ).filter((f) => f.decisive.length > 0),
  ).toEqual([]))
