import { describe, expect, test } from 'vitest'
import { diagnosisOf, HOST_KILL } from './diagnose.fixture.ts'

const HEAD = [
  '10:00:00 kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
  '10:00:00 kernel: 4171614 pages RAM',
  '10:00:00 kernel: 96000 pages reserved',
  '10:00:00 kernel: [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
]
const VICTIM = '10:00:00 kernel: [   1705]     0  1705  2431855  2012345 17485824        0             0 kvm'
const next = (rows: readonly string[]) => diagnosisOf({ host: [...HEAD, ...rows, ...HOST_KILL] }).diagnoses[0]!.killedNext

describe('who would have been next', () => {
  test('the second by the rule of the kernel, not the second in the table', () => {
    const { rows, text } = next([
      '10:00:00 kernel: [    612]     0   612    19876     3012   167936        0          -250 systemd-journal',
      VICTIM,
      '10:00:00 kernel: [   1933]     0  1933  1301000   880300  8012345        0             0 kvm',
      '10:00:00 kernel: [   1801]     0  1801  1310720  1050400  9123456        0             0 kvm',
    ])!
    expect(rows.map((row) => [row.pid, row.killed])).toEqual([
      [1705, true],
      [1801, false],
      [1933, false],
      [612, false],
    ])
    expect(text).toContain('kvm (pid 1801) would have been next: it held 4.01 GiB')
  })
  test('each row cites its line of the table', () => {
    const document = diagnosisOf({
      host: [...HEAD, VICTIM, '10:00:00 kernel: [   1801]     0  1801  1310720  1050400  9123456        0             0 kvm', ...HOST_KILL],
    })
    const texts = new Map(document.evidence.map((item) => [item.ref, item.text]))
    for (const row of document.diagnoses[0]!.killedNext!.rows) expect(texts.get(row.evidence[0]!)).toContain(` ${row.pid}]`)
  })
  test('exempt processes are not in the order', () =>
    expect(next([VICTIM, '10:00:00 kernel: [   1801]     0  1801  1310720  3050400  9123456        0         -1000 kvm'])).toBeUndefined())
  test('nobody else is in the table: nothing is said', () => expect(next([VICTIM])).toBeUndefined())
  test('a report without its table says nothing', () => expect(diagnosisOf({ host: HOST_KILL }).diagnoses[0]!.killedNext).toBeUndefined())
})
