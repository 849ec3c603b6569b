import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { listBoots } from './boots.ts'
import { BOOT_A, BOOT_B, journalBytes, type SampleEntry, sampleEntries, temporaryDirectory, unpackFixture } from './journal-for-tests.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
let number = 0
const file = (bytes: Buffer, name = `${number++}.journal`): string => {
  const path = join(directory.path, name)
  writeFileSync(path, bytes)
  return path
}
const START = 1_750_000_000_000_000
const last = (fields: readonly string[]): SampleEntry[] => [
  ...sampleEntries(100),
  { seqnum: 101, realtimeUs: START + 200_000_000, monotonicUs: 201_000_000, fields },
]
const traceOf = (fields: readonly string[]): string | undefined => listBoots([file(journalBytes(last(fields)))])[0]?.endedWithShutdownTrace

describe('listBoots', () => {
  const entries = [...sampleEntries(100), ...sampleEntries(50, { seqnum: 101, realtimeUs: START + 300_000_000, bootId: BOOT_B })]
  test.each([
    ['by the index', journalBytes(entries)],
    ['by reading, left online', journalBytes(entries, { state: 1 })],
    ['by reading, header damaged', Buffer.from(journalBytes(entries)).fill(0, 104, 136)],
  ])('first, last and count of each boot, %s', (_, bytes) => {
    const boots = listBoots([file(bytes)])
    expect(
      boots.map(({ bootId, first, last: end, entries: count }) => [bootId, first.realtimeUs - START, end.realtimeUs - START, count]),
    ).toEqual([
      [BOOT_A, 0, 99_000_000, 100],
      [BOOT_B, 300_000_000, 349_000_000, 50],
    ])
  })
  test('a boot that goes on in the next file', () => {
    const a = file(journalBytes(entries, { state: 2 }))
    const b = file(
      journalBytes(sampleEntries(10, { seqnum: 151, realtimeUs: START + 400_000_000, monotonicUs: 101_000_000, bootId: BOOT_B }), {
        state: 1,
      }),
      'system@000660d2ded8c870-c3640f6e667566f7.journal~',
    )
    const [, boot] = listBoots([b, a])
    expect(boot).toMatchObject({
      entries: 60,
      last: { realtimeUs: START + 409_000_000 },
      lastFile: { path: b, state: 'online', name: { kind: 'put-aside' } },
    })
  })
})

describe('the trace of an orderly end', () => {
  test('systemd shutting down, journald stopping', () => {
    expect(traceOf(['MESSAGE=Shutting down.', 'MESSAGE_ID=98268866d1d54a499c4e98921d93bc40', '_PID=1'])).toBe('seen')
    expect(traceOf(['MESSAGE=Journal stopped', 'MESSAGE_ID=d93fb3c9c24d451a97cea615ce59c00b', '_TRANSPORT=driver'])).toBe('seen')
  })
  test('a program that only says so is not believed', () => {
    expect(traceOf(['MESSAGE=Journal stopped', 'MESSAGE_ID=d93fb3c9c24d451a97cea615ce59c00b', '_TRANSPORT=journal', '_PID=4711'])).toBe(
      'not seen',
    )
    expect(traceOf(['MESSAGE=Shutting down.', '_PID=1'])).toBe('not seen')
  })
  test('a cut file cannot tell', () => {
    const bytes = journalBytes(last(['MESSAGE=Shutting down.', 'MESSAGE_ID=98268866d1d54a499c4e98921d93bc40', '_PID=1']))
    expect(listBoots([file(bytes.subarray(0, bytes.length / 2))])[0]?.endedWithShutdownTrace).toBe('unknown')
  })
})

describe('the trace itself is damaged', () => {
  const shutdown = ['MESSAGE=Shutting down.', 'MESSAGE_ID=98268866d1d54a499c4e98921d93bc40', '_PID=1']
  const ended = journalBytes([...last(shutdown), ...sampleEntries(50, { seqnum: 102, realtimeUs: START + 300_000_000, bootId: BOOT_B })])
  const traceAfter = (damage: (bytes: Buffer) => void): string | undefined => {
    const bytes = Buffer.from(ended)
    damage(bytes)
    return listBoots([file(bytes)]).find(({ bootId }) => bootId === BOOT_A)?.endedWithShutdownTrace
  }
  const idAt = ended.indexOf('MESSAGE_ID=98268866') - 64
  test('undamaged', () => expect(traceAfter(() => {})).toBe('seen'))
  test('its MESSAGE_ID is gone: unknown, not "not seen"', () => {
    expect(traceAfter((bytes) => bytes.fill(0, idAt, idAt + 64))).toBe('unknown')
  })
  test('its entry is gone: unknown, not "not seen"', () => {
    const entryAt = Number(ended.readBigUInt64LE(idAt + 40))
    expect(traceAfter((bytes) => bytes.fill(0, entryAt, entryAt + 64))).toBe('unknown')
  })
})

test('real journals: one boot ended in order, one in a panic', () => {
  const into = (name: string): string => (mkdirSync(join(directory.path, name)), join(directory.path, name))
  const clean = listBoots(unpackFixture('clean-poweroff', into('clean')))
  expect(clean.map(({ entries, endedWithShutdownTrace }) => [entries, endedWithShutdownTrace])).toEqual([
    [759, 'seen'],
    [542, 'not seen'],
  ])
  const [panicked] = listBoots(unpackFixture('unclean-stop', into('unclean')))
  expect(panicked).toMatchObject({
    bootId: '6a71be70153947d4924d6de8822f54ba',
    entries: 777,
    endedWithShutdownTrace: 'not seen',
    lastFile: { state: 'online', name: { kind: 'put-aside' } },
  })
})
