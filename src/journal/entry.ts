import { readId, readU64 } from './bytes.ts'
import { type Field, type FieldReader, SKIPPED } from './field.ts'
import type { JournalFile } from './file.ts'
import { ENTRY, ENTRY_ITEMS_AT, objectBytes } from './object.ts'

/** The fixed part of an ENTRY object. */
export interface EntryStamp {
  /** Where the entry stands in its file, in bytes. */
  readonly offset: number
  readonly seqnum: number
  /** µs since the epoch. */
  readonly realtimeUs: number
  /** µs since the boot `bootId` began. */
  readonly monotonicUs: number
  readonly bootId: string
  /** Over all its fields; 64 bits. Equal for copies of one entry. */
  readonly contentHash: bigint
}

export interface JournalEntry extends EntryStamp {
  /** Path of the file it was read from. */
  readonly file: string
  /** Which numbering `seqnum` belongs to. */
  readonly seqnumId: string
  /** The same cursor journalctl prints: `journalctl --cursor=…` finds this entry. */
  readonly cursor: string
  /** All values by field name; a field may stand more than once. */
  readonly fields: Map<string, string[]>
  /** How many of its fields could not be read (damage, or XZ compression without `loadXz`). */
  readonly unreadFields: number
  /** The last value of one field; cheaper than `fields`. */
  get(name: string): string | undefined
}

/** Later than this (year 2242) is garbage, not a clock. */
const LATEST_REALTIME_US = 2 ** 53 - 1

/** Reads the stamp of the ENTRY object that starts at `at` in `bytes`; null when its numbers cannot be. */
export function stampIn(bytes: Buffer, at: number, offset: number): EntryStamp | null {
  const seqnum = readU64(bytes, at + 16)
  const realtimeUs = readU64(bytes, at + 24)
  const monotonicUs = readU64(bytes, at + 32)
  if (seqnum === 0 || realtimeUs === 0 || realtimeUs > LATEST_REALTIME_US || monotonicUs > LATEST_REALTIME_US) return null
  return { offset, seqnum, realtimeUs, monotonicUs, bootId: readId(bytes, at + 40), contentHash: bytes.readBigUInt64LE(at + 56) }
}

/** Offsets of the DATA objects of an entry of `size` bytes that starts at `at` in `bytes`. */
export function itemOffsets(bytes: Buffer, at: number, size: number, compact: boolean): number[] {
  const offsets: number[] = []
  const end = at + size
  if (compact) for (let i = at + ENTRY_ITEMS_AT; i + 4 <= end; i += 4) offsets.push(bytes.readUInt32LE(i))
  else for (let i = at + ENTRY_ITEMS_AT; i + 16 <= end; i += 16) offsets.push(readU64(bytes, i))
  return offsets
}

/** Whether an ENTRY object (its bytes) uses the field whose DATA object stands at `item`. */
export function holdsItem(entry: Buffer, item: number, compact: boolean): boolean {
  if (compact) {
    for (let i = ENTRY_ITEMS_AT; i + 4 <= entry.length; i += 4) if (entry.readUInt32LE(i) === item) return true
  } else for (let i = ENTRY_ITEMS_AT; i + 16 <= entry.length; i += 16) if (readU64(entry, i) === item) return true
  return false
}

/** The whole entry that starts at `at` in `bytes` and at `offset` in the file; null when nothing of it can be read. */
export function entryIn(
  file: JournalFile,
  fields: FieldReader,
  bytes: Buffer,
  at: number,
  size: number,
  offset: number,
): JournalEntry | null {
  const stamp = stampIn(bytes, at, offset)
  if (stamp === null) return null
  const found: Field[] = []
  let unreadFields = 0
  let skipped = false
  for (const item of itemOffsets(bytes, at, size, file.header.flags.compact)) {
    const field = fields.at(item)
    if (field === null) unreadFields++
    else if (field !== SKIPPED) found.push(field)
    else skipped = true
  }
  if (found.length === 0 && !skipped) return null
  const seqnumId = file.header.seqnumId
  return {
    file: file.path,
    seqnumId,
    offset,
    seqnum: stamp.seqnum,
    realtimeUs: stamp.realtimeUs,
    monotonicUs: stamp.monotonicUs,
    bootId: stamp.bootId,
    contentHash: stamp.contentHash,
    unreadFields,
    get cursor() {
      return `s=${seqnumId};i=${hex(stamp.seqnum)};b=${stamp.bootId};m=${hex(stamp.monotonicUs)};t=${hex(stamp.realtimeUs)};x=${stamp.contentHash.toString(16)}`
    },
    get fields() {
      return fieldMap(found)
    },
    get(name) {
      for (let i = found.length - 1; i >= 0; i--) if (found[i]!.name === name) return found[i]!.value
      return undefined
    },
  }
}

/** The whole entry at a file offset. */
export function entryAt(file: JournalFile, fields: FieldReader, offset: number): JournalEntry | null {
  const bytes = objectBytes(file, offset, ENTRY)
  return bytes === null ? null : entryIn(file, fields, Buffer.from(bytes), 0, bytes.length, offset)
}

function fieldMap(fields: readonly Field[]): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const { name, value } of fields) {
    const values = map.get(name)
    if (values === undefined) map.set(name, [value])
    else values.push(value)
  }
  return map
}

function hex(value: number): string {
  return value.toString(16)
}
