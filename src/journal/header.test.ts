import { expect, test } from 'vitest'
import { isJournalFile, parseHeader } from './header.ts'
import { journalBytes, sampleEntries } from './journal-for-tests.ts'

const bytes = journalBytes(sampleEntries(12), { compact: true, zstd: true, state: 2 })

test('facts of a header', () => {
  const { header, problem } = parseHeader(bytes, bytes.length)
  expect(problem).toBeUndefined()
  expect(header).toMatchObject({
    state: 'archived',
    flags: { compact: true, zstd: true, lz4: false, sealed: false },
    machineId: 'd'.repeat(32),
    nEntries: 12,
    headSeqnum: 1,
    tailSeqnum: 12,
    headRealtimeUs: 1_750_000_000_000_000,
    tailRealtimeUs: 1_750_000_011_000_000,
  })
})
test('the magic decides, not the name', () => {
  expect(isJournalFile(bytes)).toBe(true)
  expect(isJournalFile(Buffer.from('Jun 01 12:00:00 pve1 kernel: hello'))).toBe(false)
  expect(isJournalFile(Buffer.from('LPK'))).toBe(false)
})
test.each([
  ['empty', Buffer.alloc(0), 'the file is empty'],
  ['never written', Buffer.alloc(4096), 'the file starts with zeros: its first block was never written to disk'],
  ['a text file', Buffer.from('Jun 01 12:00:00 pve1 kernel: hello'), 'this is not a systemd journal file'],
  ['cut in the header', bytes.subarray(0, 100), 'the file ends inside its header (100 bytes)'],
])('%s', (_, content, sentence) => {
  expect(parseHeader(content, content.length).problem).toBe(sentence)
})
test('an unknown incompatible flag is refused, an unknown compatible one is not', () => {
  const newer = Buffer.from(bytes)
  newer.writeUInt32LE(0x100 | 16, 12)
  expect(parseHeader(newer, newer.length).problem).toContain('0x100')
  const compatible = Buffer.from(bytes)
  compatible.writeUInt32LE(0x80, 8)
  expect(parseHeader(compatible, compatible.length).problem).toBeUndefined()
})
test('an impossible header size does not move the walk away from the objects', () => {
  const odd = Buffer.from(bytes)
  odd.writeBigUInt64LE(2n ** 40n, 88)
  expect(parseHeader(odd, odd.length).header.headerSize).toBe(208)
})
