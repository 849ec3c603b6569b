import { expect, test } from 'vitest'
import { diagnosisOf, HOST_KILL } from './diagnose.fixture.ts'

const REPORT = [
  '10:00:00 kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
  '10:00:00 kernel: active_anon:3000000 inactive_anon:900000 isolated_anon:0',
  '10:00:00 kernel:  active_file:5000 inactive_file:7000 isolated_file:0',
  '10:00:00 kernel:  slab_reclaimable:14000 slab_unreclaimable:42000',
  '10:00:00 kernel:  free:21500 free_pcp:120 free_cma:0',
  '10:00:00 kernel: 4171614 pages RAM',
  '10:00:00 kernel: 96000 pages reserved',
  '10:00:00 kernel: [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
  '10:00:00 kernel: [   1705]     0  1705  2431855  2012345 17485824        0             0 kvm',
  '10:00:00 kernel: [   1801]     0  1801  1310720  1050400  9123456        0             0 kvm',
  ...HOST_KILL,
]
const memory = (lines: readonly string[]) => diagnosisOf({ host: lines }).diagnoses[0]!.memory

test('the rows add up to what is installed', () => {
  const account = memory(REPORT)!
  expect(account.rows.reduce((sum, row) => sum + row.kib, 0)).toBe(account.totalKiB)
})
test('the victim is marked and called by its guest', () =>
  expect(
    memory(REPORT)!
      .rows.filter((row) => row.killed)
      .map((row) => row.name),
  ).toEqual(['VM 102 (pid 1705)']))
test('a report that was cut short gives no account', () => expect(memory(HOST_KILL)).toBeNull())
