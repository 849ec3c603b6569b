import { describe, expect, test } from 'vitest'
import { emptyReport, readOomLine } from './report.ts'

const read = (...lines: string[]) => {
  const report = emptyReport()
  const table = { columns: 0 }
  for (const line of lines) readOomLine(report, line, table)
  return report
}

describe('the task table, whatever its columns', () => {
  test('kernel 6.8 and later', () =>
    expect(
      read(
        '[  pid  ]   uid  tgid total_vm      rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj name',
        '[    612]   101   612    19876     3012     1024      512      1476   167936       17          -250 CPU 0/KVM',
      ).tasks,
    ).toEqual([{ pid: 612, uid: 101, name: 'CPU 0/KVM', rssPages: 3012, pgtablesBytes: 167936, swapPages: 17, adj: -250 }]))
  test('kernel 4.15', () =>
    expect(
      read(
        '[ pid ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
        '[ 1234]  1000  1234  1012345   940512  7630848        0             0 java',
      ).tasks[0],
    ).toMatchObject({ pid: 1234, uid: 1000, rssPages: 940512, pgtablesBytes: 7630848, adj: 0 }))
})

describe('the release of the kernel', () => {
  test.each([
    ['CPU: 3 PID: 1799 Comm: CPU 0/KVM Tainted: P           O       6.8.12-9-pve #1', '6.8.12-9-pve'],
    ['CPU: 1 UID: 0 PID: 14794 Comm: CPU 0/TCG Not tainted 6.18.44-fc-v669 #1 PREEMPT(none) ', '6.18.44-fc-v669'],
    ['CPU: 3 PID: 1799 Comm: a task named 5.4 #1', undefined],
  ])('%s', (line, release) => expect(read(line).kernel).toBe(release))
})

test('swap that a cgroup may use: version 2 says it alone, version 1 together with the memory', () => {
  expect(read('memory: usage 524288kB, limit 524288kB, failcnt 1', 'swap: usage 0kB, limit 1024kB, failcnt 0').limitSwapKiB).toBe(1024)
  expect(
    read('memory: usage 112640kB, limit 112640kB, failcnt 1', 'memory+swap: usage 194328kB, limit 194560kB, failcnt 0').limitSwapKiB,
  ).toBe(81_920)
})
