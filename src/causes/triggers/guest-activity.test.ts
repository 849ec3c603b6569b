import { expect, test } from 'vitest'
import { findCause } from '../find.ts'
import { hostOom } from '../memory/host-oom.ts'
import { observeCase } from '../verify.ts'
import { guestActivity } from './guest-activity.ts'

const look = (guest: string[]) => {
  const observations = observeCase({
    name: '',
    host: ['10:00:01 kernel: Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB'],
    guest,
  })
  return guestActivity.find({ observations, finding: findCause(hostOom, observations)[0]!, from: null, to: null })
}

test('a download that began 45 s before', () =>
  expect(look(['09:59:16 importer[12]: Started downloading images'])?.because).toMatch(/^45 s before/))
test('the same an hour before', () => expect(look(['09:00:16 importer[12]: Started downloading images'])).toBeNull())
test('the same afterwards', () => expect(look(['10:05:16 importer[12]: Started downloading images'])).toBeNull())
test('an idle guest', () => expect(look(['09:59:16 systemd[1]: Started Session 12 of user root.'])).toBeNull())
