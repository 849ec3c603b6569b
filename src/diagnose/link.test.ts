import { expect, test } from 'vitest'
import { findCause, type CausalEdge } from '../causes/index.ts'
import { guestHang } from '../causes/guest/hang.ts'
import { nfsHang } from '../causes/storage/nfs-hang.ts'
import { evidenceOf } from './diagnose.fixture.ts'
import { linkFindings } from './link.ts'

const EDGE: CausalEdge = {
  from: 'storage.nfs-hang',
  to: 'guest.hang',
  bind: 'host-to-guest',
  withinSeconds: [-60, 3600],
  names: 'from',
  how: 'The guest waits for its disk.',
}
const links = (nfs: string, hang: string) => {
  const { observations } = evidenceOf({
    host: [`${nfs} kernel: nfs: server 10.0.0.9 not responding, still trying`],
    guest: [`${hang} kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [a:1]`],
  })
  return linkFindings([...findCause(nfsHang, observations), ...findCause(guestHang, observations)], [EDGE]).length
}

test('cause first, in time', () => expect(links('10:00:00', '10:02:00')).toBe(1))
test('a little out of order is how logs are', () => expect(links('10:00:30', '10:00:00')).toBe(1))
test('hours apart is no link', () => expect(links('10:00:00', '14:00:00')).toBe(0))
test('the wrong way round is no link', () => expect(links('12:00:00', '10:00:00')).toBe(0))
