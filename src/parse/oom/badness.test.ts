import { describe, expect, test } from 'vitest'
import { badness, kernelVersion, ruleOf, totalPagesOf } from './badness.ts'
import { emptyReport } from './report.ts'

const task = { uid: 0, rssPages: 1000, swapPages: 200, pgtablesBytes: 3 * 4096 + 100, adj: 0 }

describe('points', () => {
  test('are resident pages, swap entries and page tables', () => expect(badness(task, 1_000_000, ruleOf('6.8.12-9-pve'))).toBe(1203))
  test('an adjustment counts thousandths of all memory', () =>
    expect(badness({ ...task, adj: 500 }, 1_000_999, ruleOf('6.8.12-9-pve'))).toBe(1203 + 500_000))
  test('-1000 is never chosen', () => expect(badness({ ...task, adj: -1000 }, 1_000_000, ruleOf('6.8'))).toBeNull())
  test('-999 still can be', () => expect(badness({ ...task, adj: -999 }, 1_000_000, ruleOf('6.8'))).toBe(1203 - 999_000))
  test('before 5.9 nothing is below one', () => expect(badness({ ...task, adj: -999 }, 1_000_000, ruleOf('5.4.203-1-pve'))).toBe(1))
  test('before 4.17 root counted three percent less', () => {
    expect(badness(task, 1_000_000, ruleOf('4.15.18-30-pve'))).toBe(1203 - 36)
    expect(badness({ ...task, uid: 1000 }, 1_000_000, ruleOf('4.15.18-30-pve'))).toBe(1203)
    expect(badness(task, 1_000_000, ruleOf('4.17.0'))).toBe(1203)
  })
})

describe('what the adjustment is measured in', () => {
  test('memory that the kernel manages, and swap', () =>
    expect(totalPagesOf({ ...emptyReport(), scope: 'global', pages: { ram: 1000, reserved: 100 }, swapTotalKiB: 400 })).toBe(1000))
  test('the limit of the cgroup', () => expect(totalPagesOf({ ...emptyReport(), scope: 'memcg', limitKiB: 204_800 })).toBe(51_200))
  test('the limit of the cgroup and the swap it may use, as far as the machine has it', () => {
    const report = { ...emptyReport(), scope: 'memcg' as const, limitKiB: 204_800, limitSwapKiB: 9_007_199_254_536_188 }
    expect(totalPagesOf(report)).toBe(51_200)
    expect(totalPagesOf(report, 65_536)).toBe(51_200 + 16_384)
  })
  test('a report that is cut does not tell', () => expect(totalPagesOf({ ...emptyReport(), scope: 'global' })).toBeNull())
})

test.each([
  ['6.8.12-9-pve', [6, 8]],
  ['4.19.0', [4, 19]],
  [undefined, null],
  ['pve', null],
])('version of %s', (text, version) => expect(kernelVersion(text)).toEqual(version))
