import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyReport, readOomLine, totalPagesOf } from '../parse/index.ts'
import { type Candidate, killOrder, protect } from './kill-order.ts'

const GIB = 262_144
const machine = { totalPages: 4 * GIB, kernel: '6.8.12-9-pve' }
const process = (pid: number, name: string, rssPages: number, more: Partial<Candidate> = {}): Candidate => ({
  pid,
  uid: 0,
  name,
  rssPages,
  swapPages: 0,
  pgtablesBytes: 0,
  adj: 0,
  ...more,
})
const pids = (processes: readonly Candidate[], of = machine) => killOrder(processes, of).order.map(({ process: p }) => p.pid)

describe('the order', () => {
  test('the largest first', () => expect(pids([process(10, 'a', 5), process(11, 'kvm', 50), process(12, 'b', 7)])).toEqual([11, 12, 10]))
  test('what is swapped out counts as much as what is resident', () =>
    expect(pids([process(10, 'a', 50), process(11, 'b', 5, { swapPages: 60 })])).toEqual([11, 10]))
  test('page tables count', () => expect(pids([process(10, 'a', 50), process(11, 'b', 45, { pgtablesBytes: 40_960 })])).toEqual([11, 10]))
  test('equal points: the later in the process list', () => expect(pids([process(10, 'a', 50), process(11, 'b', 50)])).toEqual([11, 10]))
  test('equal points before 5.3: the earlier', () =>
    expect(pids([process(10, 'a', 50), process(11, 'b', 50)], { ...machine, kernel: '4.19.0' })).toEqual([10, 11]))
  test('a small process with an adjustment goes before a guest', () =>
    expect(pids([process(10, 'chrome', 100, { adj: 300 }), process(11, 'kvm', GIB)])).toEqual([10, 11]))
})

describe('whom the kernel never chooses', () => {
  const never = (processes: Candidate[]) => killOrder(processes, machine).never.map(({ process: p, because }) => [p.name, because])
  test('the first process, its own threads, and -1000', () =>
    expect(
      never([process(1, 'systemd', 9), process(2, 'kthreadd', 0, { kernelThread: true }), process(700, 'sshd', 9, { adj: -1000 })]),
    ).toEqual([
      ['systemd', 'it is the first process'],
      ['kthreadd', 'it is a thread of the kernel'],
      ['sshd', 'its oom_score_adj is -1000'],
    ]))
  test('-999 is not -1000', () => expect(never([process(700, 'x', 9, { adj: -999 })])).toEqual([]))
})

describe('protection of a guest', () => {
  const guests = [process(1705, 'kvm', 2 * GIB), process(1801, 'kvm', GIB), process(1933, 'kvm', GIB / 2)]
  test('the smallest adjustment that puts another first', () => {
    const { adj, instead, after } = protect(1705, guests, machine)!
    expect(instead.pid).toBe(1801)
    expect(after.order[0]!.process.pid).toBe(1801)
    const one = guests.map((p) => (p.pid === 1705 ? { ...p, adj: adj + 1 } : p))
    expect(killOrder(one, machine).order[0]!.process.pid).toBe(1705)
  })
  test('it shifts the kill past another guest that is spared', () => expect(protect(1705, guests, machine, [1801])!.instead.pid).toBe(1933))
  test('who is not first needs nothing', () => expect(protect(1933, guests, machine)!.adj).toBe(0))
  test('nobody is left to take its place', () => expect(protect(1705, guests.slice(0, 1), machine)).toBeNull())
})

test('whatever the processes: everybody is either in the order, once, or never chosen', () => {
  const arbitrary = fc.array(
    fc.record({
      pid: fc.integer({ min: 1, max: 40_000 }),
      uid: fc.constantFrom(0, 1000),
      name: fc.string(),
      rssPages: fc.nat(5_000_000),
      swapPages: fc.nat(100_000),
      pgtablesBytes: fc.nat(50_000_000),
      adj: fc.integer({ min: -1000, max: 1000 }),
    }),
  )
  fc.assert(
    fc.property(arbitrary, (processes) => {
      const { order, never } = killOrder(processes, machine)
      expect(order.length + never.length).toBe(processes.length)
      for (const [n, { points }] of order.entries()) expect(points).toBeLessThanOrEqual(order[n - 1]?.points ?? Infinity)
    }),
  )
})

describe('the order agrees with the choice of the kernel, in its own report', () => {
  const root = join(import.meta.dirname, '../../fixtures')
  const files = [
    // Made by scripts/oom-choice.ts: each a real kill, among processes that differ in what the rule weighs.
    ...readdirSync(join(root, 'oom-kills'))
      .filter((name) => name.endsWith('.txt'))
      .map((name) => `oom-kills/${name}`),
    'incidents/host-global-oom/journal.log',
    'incidents/bookworm-memcg-oom/journal.log',
    'incidents/maas-2025-07-29/nodes/pve/journal.log',
  ]
  test('there are at least ten of them', () => expect(files.length).toBeGreaterThanOrEqual(13))
  test.each(files)('%s', (file) => {
    const report = emptyReport()
    const table = { columns: 0 }
    for (const line of readFileSync(join(root, file), 'utf8').split('\n'))
      readOomLine(report, line.replace(/^.* kernel: |^\[\s*\d+\.\d+\] ?/, ''), table)
    // The swapped one ran on a machine with 96 MiB of swap, which the report of a cgroup does not tell.
    const totalPages = totalPagesOf(report, file.includes('swapped-out') ? 96 * 1024 : 0)!
    const { order } = killOrder(report.tasks, { totalPages, ...(report.kernel === undefined ? {} : { kernel: report.kernel }) })
    expect(report.kernel).toMatch(/^\d+\.\d+/)
    expect(order[0]!.process.pid).toBe(report.victimPid)
  })
})
