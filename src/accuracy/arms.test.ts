import { expect, test } from 'vitest'
import { allForged, allQuoted, deriveArms, sampleOf, withClockOff, withoutProof } from './arms.ts'
import { accuracyCase } from './case.ts'

const KILL = 'Mar 04 02:11:07 pve kernel: Out of memory: Killed process 2411 (kvm) total-vm:9kB, anon-rss:8kB'
const SCOPE = "Mar 04 02:11:08 pve systemd[1]: 301.scope: Failed with result 'oom-kill'."
const GUEST = 'Mar 04 02:10:40 web app[1]: working'
const example = (
  proof: string[] = [],
  logs = [
    { from: 'host', lines: [KILL, SCOPE] },
    { from: 'guest', lines: [GUEST] },
  ],
) => accuracyCase.parse({ id: 'memory/host-oom/x', arm: 'positive', truth: { cause: 'memory.host-oom', proof }, logs })

test('the proof is taken away, and only it', () => {
  expect(withoutProof(example(['Killed process']))).toMatchObject({
    expect: 'truth-or-unknown',
    logs: [{ lines: [SCOPE] }, { lines: [GUEST] }],
  })
  expect(withoutProof(example())).toBeNull()
  expect(withoutProof(example(['nowhere']))).toBeNull()
})
test('only the clock of the guest is wrong', () =>
  expect(withClockOff(example(), 60_000)?.logs.map((log) => log.lines[0])).toEqual([KILL, 'Mar 04 02:11:40 web app[1]: working']))
test('without a guest there is no clock to be off', () => expect(withClockOff(example([], [{ from: 'host', lines: [KILL] }]))).toBeNull())
test('quoted lines have another speaker', () => {
  const [host] = allQuoted(example())!.logs
  expect(host!.lines[0]).toBe('Mar 04 02:11:07 pve logger[4242]: Out of memory: Killed process 2411 (kvm) total-vm:9kB, anon-rss:8kB')
  expect(host!.lines[1]).toContain('alert-relay[977]: kernel: Out of memory')
})
test('forged lines call themselves kernel, and the transport tells', () =>
  expect(JSON.parse(allForged(example())!.logs[0]!.lines[0]!)).toMatchObject({ SYSLOG_IDENTIFIER: 'kernel', _TRANSPORT: 'syslog' }))
test('every arm says what it was made of', () => {
  const arms = deriveArms(
    example(['Killed process']),
    { noise: { host: ['a[1]: b'], guest: [] }, decoys: { host: ['a[1]: b'], guest: [] } },
    20,
  )
  expect(new Set(arms.map((arm) => arm.arm))).toEqual(new Set(['noise', 'decoy', 'hostile', 'decisive-removed', 'clock-skewed']))
  expect(arms.every((arm) => arm.id.startsWith('memory/host-oom/x ('))).toBe(true)
})
test('a sample is the same every time', () => {
  const items = Array.from({ length: 50 }, (_, n) => n)
  expect(sampleOf(items, 5, 'a')).toEqual(sampleOf(items, 5, 'a'))
  expect(sampleOf(items, 5, 'a')).not.toEqual(sampleOf(items, 5, 'b'))
})
