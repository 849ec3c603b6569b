import { describe, expect, test } from 'vitest'
import { diagnosisDocument } from '../model/index.ts'
import { diagnosisOf, HOST_KILL, WHOLE_DAY } from './diagnose.fixture.ts'

const first = (example: Parameters<typeof diagnosisOf>[0]) => diagnosisOf(example).diagnoses[0]!

describe('how sure', () => {
  test('one witness is likely', () => expect(first({ host: HOST_KILL }).conclusion).toBe('likely'))
  test('two witnesses confirm', () =>
    expect(first({ host: [...HOST_KILL, "10:00:02 systemd[1]: 102.scope: Failed with result 'oom-kill'."] }).conclusion).toBe('confirmed'))
  test('the same witness twice is still one', () => expect(first({ host: [...HOST_KILL, ...HOST_KILL] }).conclusion).toBe('likely'))
  test('nothing is inconclusive', () => expect(first({ host: ['10:00:01 pveproxy[1]: worker exit'] }).conclusion).toBe('inconclusive'))
})

describe('whom it blames', () => {
  test('a program that quotes the kernel convicts nobody', () =>
    expect(first({ host: ['10:00:01 myapp[4242]: Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB'] }).cause).toBeNull())
  test('the kill of another guest is not the answer for the one asked', () => {
    const diagnosis = first({ host: HOST_KILL, subject: { kind: 'vm', id: '105' } })
    expect(diagnosis.cause).toBeNull()
    expect(diagnosis.rejected.find((r) => r.id === 'memory.host-oom')?.because).toContain('guest 102')
  })
  test('a reset after a hang is a reaction', () => {
    const diagnosis = first({
      host: ['11:00:00 pvedaemon[2]: <bob@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:bob@pve:'],
      guest: [
        '10:50:00 kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]',
        '10:50:30 kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 52s! [kworker/1:1:88]',
      ],
    })
    expect(diagnosis.cause?.id).toBe('guest.hang')
  })
  test('a suspended pool after a dead drive is the drive', () =>
    expect(
      first({
        host: [
          '10:00:01 kernel: nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff',
          "10:00:41 kernel: WARNING: Pool 'rpool' has encountered an uncorrectable I/O failure and has been suspended.",
        ],
      }).cause?.id,
    ).toBe('storage.nvme-drop'))
})

describe('what is ruled out', () => {
  test('silence of a whole log rules out what it must have held', () =>
    expect(first({ host: HOST_KILL, coverage: [WHOLE_DAY] }).rejected.map((r) => r.id)).toContain('operator.stop'))
  test('silence of a few lines rules out nothing', () =>
    expect(first({ host: HOST_KILL, coverage: [{ ...WHOLE_DAY, status: 'truncated' }] }).rejected.map((r) => r.id)).not.toContain(
      'operator.stop',
    ))
})

test('two kills an hour apart are two outages', () =>
  expect(
    diagnosisOf({
      host: [
        ...HOST_KILL,
        ...HOST_KILL.map((line) => line.replace('10:00', '12:00').replaceAll('1705', '2705').replace('102.scope', '105.scope')),
      ],
    }).diagnoses.length,
  ).toBe(2))

test('the document is what the schema says, and every citation is there', () => {
  const document = diagnosisOf({
    host: [...HOST_KILL, "10:00:02 systemd[1]: 102.scope: Failed with result 'oom-kill'."],
    coverage: [WHOLE_DAY],
  })
  expect(diagnosisDocument.safeParse(document).success).toBe(true)
  const known = new Set([...document.evidence.map((item) => item.ref), ...document.coverage.map((row) => `coverage:${row.source}`)])
  const cited = JSON.stringify(document.diagnoses)
    .match(/"(?:e\d+|coverage:[^"]+)"/g)!
    .map((ref) => ref.slice(1, -1))
  expect(cited.filter((ref) => !known.has(ref))).toEqual([])
})

test('the same evidence gives the same bytes', () =>
  expect(JSON.stringify(diagnosisOf({ host: HOST_KILL }))).toBe(JSON.stringify(diagnosisOf({ host: HOST_KILL }))))
