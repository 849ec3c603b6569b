import { readId, readU64 } from './bytes.ts'

export type JournalState = 'offline' | 'online' | 'archived'

/** Facts of a journal file's header. Times in µs since the epoch; offsets in bytes; all zero when the file has no readable header. */
export interface JournalHeader {
  /** The state byte. A running host's active file is normally 'online'; 'offline' does not prove a clean stop (journald syncs every few minutes). */
  readonly state: JournalState
  readonly flags: JournalFlags
  readonly fileId: string
  readonly machineId: string
  /** Files with the same seqnum id count their entries in one row. */
  readonly seqnumId: string
  readonly headerSize: number
  readonly arenaSize: number
  readonly fieldHashTable: { readonly offset: number; readonly bytes: number }
  readonly tailObjectOffset: number
  readonly nObjects: number
  readonly nEntries: number
  readonly headSeqnum: number
  readonly tailSeqnum: number
  readonly entryArrayOffset: number
  readonly headRealtimeUs: number
  readonly tailRealtimeUs: number
  readonly tailMonotonicUs: number
}

export interface JournalFlags {
  readonly sealed: boolean
  readonly compact: boolean
  readonly keyedHash: boolean
  readonly xz: boolean
  readonly lz4: boolean
  readonly zstd: boolean
}

export const SMALLEST_HEADER = 208
/** What the header may grow to; every known version is at most 272 bytes. */
const LARGEST_HEADER = 4096
const MAGIC = 'LPKSHHRH'
const KNOWN_INCOMPATIBLE = 0b11111
const STATES: readonly JournalState[] = ['offline', 'online', 'archived']

/** Whether a file that starts with these bytes (8 are enough) is a systemd journal file. */
export function isJournalFile(firstBytes: Uint8Array): boolean {
  if (firstBytes.length < MAGIC.length) return false
  for (let i = 0; i < MAGIC.length; i++) if (firstBytes[i] !== MAGIC.charCodeAt(i)) return false
  return true
}

/** Reads a header from the first bytes of a file; `problem` says in words why the file cannot be read. */
export function parseHeader(bytes: Buffer, fileSize: number): { header: JournalHeader; problem?: string } {
  if (fileSize === 0) return { header: NO_HEADER, problem: 'the file is empty' }
  if (!isJournalFile(bytes))
    return {
      header: NO_HEADER,
      problem: startsWithZeros(bytes)
        ? 'the file starts with zeros: its first block was never written to disk'
        : 'this is not a systemd journal file',
    }
  if (bytes.length < SMALLEST_HEADER) return { header: NO_HEADER, problem: `the file ends inside its header (${bytes.length} bytes)` }
  const incompatible = bytes.readUInt32LE(12)
  const size = readU64(bytes, 88)
  const header: JournalHeader = {
    state: STATES[bytes[16]!] ?? 'online',
    flags: {
      sealed: (bytes.readUInt32LE(8) & 1) !== 0,
      xz: (incompatible & 1) !== 0,
      lz4: (incompatible & 2) !== 0,
      keyedHash: (incompatible & 4) !== 0,
      zstd: (incompatible & 8) !== 0,
      compact: (incompatible & 16) !== 0,
    },
    fileId: readId(bytes, 24),
    machineId: readId(bytes, 40),
    seqnumId: readId(bytes, 72),
    headerSize: size >= SMALLEST_HEADER && size <= LARGEST_HEADER && size % 8 === 0 ? size : SMALLEST_HEADER,
    arenaSize: readU64(bytes, 96),
    fieldHashTable: { offset: readU64(bytes, 120), bytes: readU64(bytes, 128) },
    tailObjectOffset: readU64(bytes, 136),
    nObjects: readU64(bytes, 144),
    nEntries: readU64(bytes, 152),
    tailSeqnum: readU64(bytes, 160),
    headSeqnum: readU64(bytes, 168),
    entryArrayOffset: readU64(bytes, 176),
    headRealtimeUs: readU64(bytes, 184),
    tailRealtimeUs: readU64(bytes, 192),
    tailMonotonicUs: readU64(bytes, 200),
  }
  const unknown = (incompatible & ~KNOWN_INCOMPATIBLE) >>> 0
  if (unknown !== 0)
    return { header, problem: `the file was written by a newer systemd: unknown incompatible flags 0x${unknown.toString(16)}` }
  return { header }
}

function startsWithZeros(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).every((byte) => byte === 0)
}

const NO_FLAGS: JournalFlags = { sealed: false, compact: false, keyedHash: false, xz: false, lz4: false, zstd: false }
const NO_ID = '0'.repeat(32)
const NO_HEADER: JournalHeader = {
  state: 'offline',
  flags: NO_FLAGS,
  fileId: NO_ID,
  machineId: NO_ID,
  seqnumId: NO_ID,
  headerSize: SMALLEST_HEADER,
  arenaSize: 0,
  fieldHashTable: { offset: 0, bytes: 0 },
  tailObjectOffset: 0,
  nObjects: 0,
  nEntries: 0,
  tailSeqnum: 0,
  headSeqnum: 0,
  entryArrayOffset: 0,
  headRealtimeUs: 0,
  tailRealtimeUs: 0,
  tailMonotonicUs: 0,
}
