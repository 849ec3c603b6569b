import { expect, test } from 'vitest'
import { findCause } from '../find.ts'
import { hostOom } from '../memory/host-oom.ts'
import { observeCase } from '../verify.ts'
import { slowReturn } from './slow-return.ts'

const look = (time: string) => {
  const observations = observeCase({
    name: '',
    host: [
      '10:00:01 kernel: Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB',
      `${time} pvedaemon[2201]: <bob@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstart:102:bob@pve:`,
    ],
  })
  const finding = findCause(hostOom, observations)[0]!
  return slowReturn.find({ observations, finding, from: finding.at, to: null, guest: '102' })
}

test('started by hand 41 minutes later', () => expect(look('10:41:01')?.because).toContain('41 minutes'))
test('started at once', () => expect(look('10:00:20')).toBeNull())
