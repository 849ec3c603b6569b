import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openJournalFile } from './file.ts'
import { BOOT_B, journalBytes, type SampleEntry, sampleEntries, temporaryDirectory } from './journal-for-tests.ts'
import { readEntries } from './read-entries.ts'
import { windowRange } from './time-window.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const path = join(directory.path, 'system.journal')
const START = 1_750_000_000_000_000
const HOUR = 3_600_000_000
const range = (bytes: Buffer, sinceUs: number, untilUs: number): ReturnType<typeof windowRange> => {
  writeFileSync(path, bytes)
  const file = openJournalFile(path)
  const found = windowRange(file, sinceUs, untilUs)
  file.close()
  return found
}
const hours = journalBytes(sampleEntries(4 * 3600))

test.each([false, true])('part of a file (compact %s)', (compact) => {
  const bytes = journalBytes(sampleEntries(4 * 3600), { compact })
  const found = range(bytes, START + 2 * HOUR, START + 2.2 * HOUR)
  if (typeof found === 'string') throw new Error(found)
  expect(found.to - found.from).toBeLessThan(bytes.length / 4)
  const seqnums = Array.from(readEntries([path], { sinceUs: START + 2 * HOUR, untilUs: START + 2.2 * HOUR }), ({ seqnum }) => seqnum)
  expect([seqnums[0], seqnums.at(-1), seqnums.length]).toEqual([7201, 7921, 721])
})
test('a window before the file has nothing', () => {
  expect(range(hours, START - 5 * HOUR, START - 4 * HOUR)).toBe('none')
})
test('a window behind the file reads on from its last entry', () => {
  const found = range(hours, START + 9 * HOUR, START + 10 * HOUR)
  expect(found).toMatchObject({ to: hours.length })
  expect([...readEntries([path], { sinceUs: START + 9 * HOUR })]).toEqual([])
})
test('a clock that was set back makes the whole file be read, and the window is still right', () => {
  const back: SampleEntry[] = [
    ...sampleEntries(2000),
    ...sampleEntries(2000, { seqnum: 2001, realtimeUs: START - 24 * HOUR, bootId: BOOT_B }),
    ...sampleEntries(2000, { seqnum: 4001, realtimeUs: START + HOUR }),
  ]
  expect(range(journalBytes(back), START - 24 * HOUR, START - 23.9 * HOUR)).toBe('all')
  expect([...readEntries([path], { sinceUs: START - 24 * HOUR, untilUs: START - 23.9 * HOUR })]).toHaveLength(361)
})
test('a damaged entry array makes the whole file be read', () => {
  const bytes = Buffer.from(hours)
  bytes.writeBigUInt64LE(24n, 176)
  expect(range(bytes, START, START + HOUR)).toBe('all')
  expect([...readEntries([path], { sinceUs: START, untilUs: START + HOUR })]).toHaveLength(3601)
})
test('entries that a file left online holds behind what its header counts are found', () => {
  const bytes = Buffer.from(hours)
  bytes[16] = 1
  bytes.writeBigUInt64LE(1000n, 152)
  range(bytes, START, START)
  expect([...readEntries([path], { sinceUs: START + 2 * HOUR, untilUs: START + 2 * HOUR + 9_000_000 })]).toHaveLength(10)
})
