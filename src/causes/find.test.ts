import { describe, expect, test } from 'vitest'
import { findCause, matchesSignal } from './find.ts'
import { hostOom } from './memory/host-oom.ts'
import { nicHang } from './network/nic-hang.ts'
import { observeCase } from './verify.ts'

const kill = (time: string, id: number, pid: number) => [
  `${time} kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`,
  `${time} kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/${id}.scope,task=kvm,pid=${pid},uid=0`,
  `${time} kernel: Out of memory: Killed process ${pid} (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:1kB oom_score_adj:0`,
]

describe('bursts', () => {
  test('two guests killed in one minute are two findings', () =>
    expect(
      findCause(hostOom, observeCase({ name: '', host: [...kill('10:00:01', 101, 11), ...kill('10:00:20', 102, 12)] })).map(
        (f) => f.about.guest,
      ),
    ).toEqual(['101', '102']))
  test('the same guest killed an hour later is another finding', () =>
    expect(findCause(hostOom, observeCase({ name: '', host: [...kill('10:00:01', 101, 11), ...kill('11:00:20', 101, 12)] })).length).toBe(
      2,
    ))
  test('a NIC that hangs every two seconds is one finding', () =>
    expect(
      findCause(
        nicHang,
        observeCase({
          name: '',
          host: ['10:00:01', '10:00:03', '10:00:05'].map((t) => `${t} kernel: e1000e 0000:00:1f.6 eno1: Detected Hardware Unit Hang:`),
        }),
      ).length,
    ).toBe(1))
})

describe('what stands around a finding', () => {
  const supported = (time: string) =>
    findCause(
      hostOom,
      observeCase({ name: '', host: [...kill('10:00:01', 101, 11), `${time} systemd[1]: 101.scope: Deactivated successfully.`] }),
    )[0]!.supporting.map((o) => o.kind)
  test('the end of the scope right after supports it', () => expect(supported('10:00:03')).toContain('scope.deactivated'))
  test('the end of a scope hours later does not', () => expect(supported('15:00:03')).toEqual([]))
  test('the end of the scope of another guest does not', () =>
    expect(
      findCause(
        hostOom,
        observeCase({ name: '', host: [...kill('10:00:01', 101, 11), '10:00:03 systemd[1]: 105.scope: Deactivated successfully.'] }),
      )[0]!.supporting,
    ).toEqual([]))
})

test('a signal is told by kind, side and what it says', () => {
  const [observation] = observeCase({ name: '', guest: ['kernel: Kernel panic - not syncing: Attempted to kill init!'] })
  expect(matchesSignal(observation!, [{ kind: 'kernel.panic', side: 'guest' }])).toBe(true)
  expect(matchesSignal(observation!, [{ kind: 'kernel.panic', side: 'host' }])).toBe(false)
  expect(matchesSignal(observation!, [{ kind: 'kernel.panic', where: () => false }])).toBe(false)
  expect(matchesSignal(observation!, undefined)).toBe(false)
})

test('a signal that needs company counts only in it', () => {
  const signals = [{ kind: 'usb.disconnect', with: { kind: ['disk.sync-failed'], withinSeconds: 60 } }]
  const [gone, lost] = observeCase({
    name: '',
    host: [
      '10:00:00 kernel: usb 2-1: USB disconnect, device number 4',
      '10:00:30 kernel: sd 0:0:0:0: [sda] Synchronize Cache(10) failed: x',
    ],
  })
  expect(matchesSignal(gone!, signals, [gone!, lost!])).toBe(true)
  expect(matchesSignal(gone!, signals, [gone!])).toBe(false)
  expect(matchesSignal(gone!, signals, [gone!, { ...lost!, at: lost!.at! + 3_600_000 }])).toBe(false)
  expect(matchesSignal(gone!, signals, [gone!, { ...lost!, side: 'guest' }])).toBe(false)
})
test('a burst of two hundred thousand lines is one finding', () => {
  const one = { kind: 'disk.io-error', side: 'host', witness: 'kernel', salience: 'fault', about: {}, fields: {}, says: '', cites: [] }
  const cause = { id: 'x', reach: 'node', signals: { decisive: [{ kind: 'disk.io-error' }] } } as never
  const many = Array.from({ length: 200_000 }, (_, n) => ({ ...one, at: 1_000_000 - (n % 7) + n }))
  expect(findCause(cause, many as never)).toMatchObject([{ at: 1_000_000, until: 1_199_997 }])
})
