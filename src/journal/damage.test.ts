import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { openJournalFile } from './file.ts'
import { journalBytes, sampleEntries, temporaryDirectory } from './journal-for-tests.ts'
import { readEntries } from './read-entries.ts'

const directory = temporaryDirectory()
afterAll(directory.remove)
const whole = journalBytes(sampleEntries(3000))
const path = join(directory.path, 'system.journal')
const seqnums = (bytes: Buffer): number[] => {
  writeFileSync(path, bytes)
  return Array.from(readEntries([path]), ({ seqnum }) => seqnum)
}
const changed = (change: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(whole)
  change(bytes)
  return bytes
}

describe('damage', () => {
  const offsets = [...(writeFileSync(path, whole), readEntries([path]))].map(({ offset }) => offset)
  const lastBefore = (position: number): number => offsets.filter((offset) => offset + 128 <= position).length

  test('cut at 60 %: all entries before the cut', () => {
    const cut = Math.floor(whole.length * 0.6)
    expect(seqnums(whole.subarray(0, cut)).length).toBeGreaterThanOrEqual(lastBefore(cut))
  })
  test('the last 40 % never reached the disk (zeros)', () => {
    const cut = Math.floor(whole.length * 0.6)
    expect(seqnums(changed((bytes) => bytes.fill(0, cut))).length).toBeGreaterThanOrEqual(lastBefore(cut))
  })
  test('a hole of zeros in the middle: the entries on both sides', () => {
    const from = Math.floor(whole.length * 0.4)
    const found = seqnums(changed((bytes) => bytes.fill(0, from, from + 65536)))
    const lost = offsets.filter((offset) => offset + 200 >= from && offset <= from + 65536).length
    expect(found.length).toBeGreaterThanOrEqual(3000 - lost - 2)
    expect(found.length).toBeLessThan(3000)
    expect(found.at(-1)).toBe(3000)
  })
  test('4 KiB of garbage: everything outside it', () => {
    const from = Math.floor(whole.length * 0.5)
    const found = seqnums(
      changed((bytes) => {
        for (let i = 0; i < 4096; i++) bytes[from + i] = (i * 167 + 13) & 255
      }),
    )
    expect(found.length).toBeGreaterThan(2950)
    expect(found.at(-1)).toBe(3000)
  })
  test('counters, table offsets and tail of the header zeroed', () => {
    expect(seqnums(changed((bytes) => bytes.fill(0, 88, 208)))).toHaveLength(3000)
  })
  test('an object that claims 3 GiB does not hide the rest', () => {
    const found = seqnums(changed((bytes) => bytes.writeUInt32LE(0xc0000000, offsets[1000]! + 8)))
    expect(found).toHaveLength(2999)
  })
  test('an object that claims 300 KiB too much does not hide the rest', () => {
    const found = seqnums(changed((bytes) => bytes.writeUInt32LE(0x4b001, offsets[1000]! + 8)))
    expect(found.length).toBeGreaterThanOrEqual(2999)
  })
  test('a file left online: objects behind the tail the header names are read', () => {
    const found = seqnums(
      changed((bytes) => {
        bytes[16] = 1
        bytes.writeBigUInt64LE(BigInt(offsets[100]!), 136)
      }),
    )
    expect(found).toHaveLength(3000)
  })
  test('a file that shrinks while it is open ends early and quietly', () => {
    writeFileSync(path, whole)
    const file = openJournalFile(path)
    writeFileSync(path, whole.subarray(0, 1000))
    expect(file.view(100_000, 100)).toBeNull()
    file.close()
  })
})

test('no bytes make the reader throw or run forever', () => {
  const small = journalBytes(sampleEntries(25), { compact: true, zstd: true })
  const edits = fc.array(fc.record({ at: fc.nat(small.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }) }), {
    maxLength: 12,
  })
  fc.assert(
    fc.property(edits, fc.nat(small.length), (changes, length) => {
      const bytes = Buffer.from(small)
      for (const { at, bytes: content } of changes) bytes.set(content.subarray(0, bytes.length - at), at)
      bytes.write('LPKSHHRH')
      for (const entry of (writeFileSync(path, bytes.subarray(0, length)), readEntries([path]))) {
        expect(entry.cursor.length).toBeGreaterThan(0)
        expect(entry.fields.size).toBeGreaterThan(0)
      }
    }),
    { numRuns: 300 },
  )
})
