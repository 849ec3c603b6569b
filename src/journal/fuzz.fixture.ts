import { writeFileSync } from 'node:fs'
import { listBoots } from './boots.ts'
import { openJournalFile } from './file.ts'
import { findMessages } from './find-messages.ts'
import { hitEntries } from './hit-entries.ts'
import { BOOT_B, journalBytes, type SampleEntry, sampleEntries } from './journal-for-tests.ts'
import { readEntries } from './read-entries.ts'
import { scanMessages } from './scan-messages.ts'
import { readStoredEntries } from './stored-entries.ts'

const START = 1_750_000_000_000_000

/** Small whole files of every form, to be damaged. */
export function seedFiles(): Buffer[] {
  const long: SampleEntry = {
    seqnum: 13,
    realtimeUs: START + 13_000_000,
    monotonicUs: 14_000_000,
    fields: [`MESSAGE=${'frame '.repeat(120)}`],
  }
  const entries = [...sampleEntries(12), long, ...sampleEntries(5, { seqnum: 14, realtimeUs: START + 60_000_000, bootId: BOOT_B })]
  const lz4 = (payload: string) => {
    if (payload.length < 200) return { bytes: Buffer.from(payload), flags: 0 }
    // One sequence of literals only: token 15, then the rest of the length in bytes of 255.
    const text = Buffer.from(payload)
    const rest = text.length - 15
    const head = Buffer.alloc(8)
    head.writeUInt32LE(text.length)
    const token = [0xf0, ...Array<number>(Math.floor(rest / 255)).fill(255), rest % 255]
    return { bytes: Buffer.concat([head, Buffer.from(token), text]), flags: 2 }
  }
  return [
    journalBytes(entries),
    journalBytes(entries, { compact: true }),
    journalBytes(entries, { zstd: true, state: 1 }),
    journalBytes(entries, { compact: true, zstd: true, state: 2 }),
    journalBytes(entries, { store: lz4 }),
  ]
}

/** Numbers that break readers: nothing, edges of types, sizes that overflow, offsets of headers. */
const NASTY = [
  0n,
  1n,
  7n,
  8n,
  15n,
  16n,
  63n,
  64n,
  208n,
  264n,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  1n << 32n,
  1n << 40n,
  (1n << 53n) - 1n,
  1n << 53n,
  (1n << 64n) - 1n,
]

export interface Chance {
  /** A whole number from 0 to `below` − 1. */
  (below: number): number
}

/** Seeded chance (mulberry32): the same seed damages the same way. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** A damaged copy: bits, words with nasty numbers, pointers into other objects, pieces copied over others, zeros, a cut end. */
export function damage(whole: Buffer, chance: Chance): Buffer {
  const bytes = Buffer.from(whole)
  const word = (): number => Math.floor(chance(bytes.length - 8) / 8) * 8
  for (let n = chance(6) + 1; n > 0; n--) {
    switch (chance(7)) {
      case 0:
        bytes[chance(bytes.length)]! ^= 1 << chance(8)
        break
      case 1:
        bytes[chance(bytes.length)] = chance(256)
        break
      case 2:
        bytes.writeBigUInt64LE(NASTY[chance(NASTY.length)]!, word())
        break
      case 3:
        // A pointer to somewhere else in the file: loops, wrong types.
        bytes.writeBigUInt64LE(BigInt(word()), word())
        break
      case 4: {
        const from = word()
        bytes.copy(bytes, word(), from, from + chance(256))
        break
      }
      case 5: {
        const from = word()
        bytes.fill(0, from, Math.min(bytes.length, from + chance(512)))
        break
      }
      case 6:
        // In the header every word matters.
        bytes.writeBigUInt64LE(NASTY[chance(NASTY.length)]!, 8 + chance(31) * 8)
        break
    }
  }
  if (chance(4) > 0) bytes.write('LPKSHHRH')
  return chance(5) === 0 ? bytes.subarray(0, chance(bytes.length)) : bytes
}

const PATTERNS = [
  { id: 'oom', literals: ['Out of memory: '], regexp: /Out of memory/ },
  { id: 'status', literals: ['status update', 'frame frame'], regexp: /status|frame/ },
]

/** Asks everything that can be asked of the file; throws when an answer is impossible. Returns how many entries were read. */
export function askEverything(path: string, bytes: Buffer): number {
  writeFileSync(path, bytes)
  const most = bytes.length / 64 + 1
  const check = (what: string, count: number): void => {
    if (count > most) throw new Error(`${what}: ${count} of a file with room for ${Math.floor(most)}`)
  }
  const file = openJournalFile(path)
  file.close()
  let entries = 0
  for (const entry of readEntries([path])) {
    entries++
    if (entry.fields.size > most || entry.cursor.length === 0) throw new Error('an entry with impossible fields')
  }
  check('entries', entries)
  let stored = 0
  for (const { items, payloads } of readStoredEntries([path])) {
    stored++
    for (const item of items) payloads.at(item)
  }
  check('stored entries', stored)
  check('boots', listBoots([path]).length)
  const span = { sinceUs: START + 5_000_000, untilUs: START + 70_000_000 }
  check('window', [...readEntries([path], span)].length)
  check('kernel', [...readEntries([path], { match: { _TRANSPORT: ['kernel'] } })].length)
  const hits = [...scanMessages([path], PATTERNS)]
  check('hits', hits.length)
  check('entries of hits', hitEntries(hits).length / PATTERNS.length)
  check('hits in a window', hitEntries(scanMessages([path], PATTERNS, span), span).length / PATTERNS.length)
  const table = findMessages([path], { judged: [['Out of memory: ']], judge: () => 2, unseen: [['status update']] })
  check('rows', table.rows)
  check('located', table.entries([1, 2]).length / 2)
  check('located in a span', table.entries([1, 2], [span]).length / 2)
  return entries
}
