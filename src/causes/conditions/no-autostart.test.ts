import { expect, test } from 'vitest'
import { findCause } from '../find.ts'
import { hostOom } from '../memory/host-oom.ts'
import { observeCase } from '../verify.ts'
import { noAutostart } from './no-autostart.ts'

const look = (lines: string[]) => {
  const observations = observeCase({
    name: '',
    host: [
      '10:00:01 kernel: oom-kill:constraint=CONSTRAINT_NONE,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
      '10:00:01 kernel: Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB',
      ...lines,
    ],
  })
  const finding = findCause(hostOom, observations)[0]!
  return noAutostart.find({ observations, finding, from: finding.at, to: null, guest: '102' })
}

test('onboot is off', () => expect(look(['onboot: 0'])?.because).toContain('onboot is off'))
test('somebody started it half an hour later', () =>
  expect(
    look(['10:35:01 pvedaemon[2201]: <bob@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstart:102:bob@pve:'])?.because,
  ).toContain('bob@pve'))
test('it was started at once', () =>
  expect(look(['10:00:31 pvedaemon[2201]: <bob@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstart:102:bob@pve:'])).toBeNull())
test('another guest was started', () =>
  expect(look(['10:35:01 pvedaemon[2201]: <bob@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstart:105:bob@pve:'])).toBeNull())
