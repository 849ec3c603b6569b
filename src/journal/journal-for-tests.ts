import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { align8 } from './bytes.ts'

/** Test support: a directory that is removed when the test file is done. */
export function temporaryDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'whydown-journal-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Unpacks a fixture (`fixtures/journals/NAME.tar.zst`, real /var/log/journal trees) and returns the files' paths. */
export function unpackFixture(name: string, into: string): string[] {
  const tar = zstdDecompressSync(readFileSync(join(import.meta.dirname, '../../fixtures/journals', `${name}.tar.zst`)))
  const paths: string[] = []
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const text = (from: number, length: number): string => tar.toString('latin1', at + from, at + from + length).replace(/\0.*/s, '')
    const size = parseInt(text(124, 12), 8)
    if (text(156, 1) === '0') {
      const path = join(into, text(0, 100))
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, tar.subarray(at + 512, at + 512 + size))
      paths.push(path)
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
  return paths.filter((path) => /\.journal~?$/.test(path)).sort()
}

export interface SampleEntry {
  readonly seqnum: number
  readonly realtimeUs: number
  readonly monotonicUs: number
  readonly bootId?: string
  readonly fields: readonly string[]
}

export interface SampleOptions {
  readonly compact?: boolean
  readonly zstd?: boolean
  readonly state?: 0 | 1 | 2
  readonly seqnumId?: string
  /** Stored bytes and flags of a payload, for compressions the writer does not know. */
  readonly store?: (payload: string) => { bytes: Buffer; flags: number }
}

export const BOOT_A = 'a'.repeat(32)
export const BOOT_B = 'b'.repeat(32)
const HEADER = 264
const FIELD_BUCKETS = 7

/** Writes a small, valid journal file as systemd 252 lays it out (without the data hash table, which no reader here uses). */
export function journalBytes(entries: readonly SampleEntry[], options: SampleOptions = {}): Buffer {
  const { compact = false, zstd = false, state = 0, seqnumId = 'c'.repeat(32) } = options
  const parts: { at: number; bytes: Buffer }[] = []
  let end = HEADER
  const add = (type: number, flags: number, body: Buffer): { at: number; bytes: Buffer } => {
    const bytes = Buffer.alloc(16 + body.length)
    bytes[0] = type
    bytes[1] = flags
    bytes.writeBigUInt64LE(BigInt(bytes.length), 8)
    const part = { at: end, bytes }
    body.copy(bytes, 16)
    parts.push(part)
    end = align8(end + bytes.length)
    return part
  }
  const put = (part: { bytes: Buffer }, at: number, value: number): void => void part.bytes.writeBigUInt64LE(BigInt(value), at)
  const array = (offsets: readonly number[], unused: number): { at: number; bytes: Buffer } => {
    const width = compact ? 4 : 8
    const body = Buffer.alloc(8 + width * (offsets.length + unused))
    offsets.forEach((offset, i) => (compact ? body.writeUInt32LE(offset, 8 + i * 4) : body.writeBigUInt64LE(BigInt(offset), 8 + i * 8)))
    return add(6, 0, body)
  }

  const table = add(5, 0, Buffer.alloc(FIELD_BUCKETS * 16))
  const fields = new Map<string, { at: number; bytes: Buffer }>()
  const datas = new Map<string, { part: { at: number; bytes: Buffer }; entries: number[] }>()
  const offsets: number[] = []
  for (const entry of entries) {
    const bootId = entry.bootId ?? BOOT_A
    const items = [...entry.fields, `_BOOT_ID=${bootId}`].map((payload) => {
      const known = datas.get(payload)
      if (known) return known
      const raw = Buffer.from(payload)
      const { bytes, flags } =
        options.store?.(payload) ?? (zstd && raw.length >= 512 ? { bytes: zstdCompressSync(raw), flags: 4 } : { bytes: raw, flags: 0 })
      const part = add(1, flags, Buffer.concat([Buffer.alloc(compact ? 56 : 48), bytes]))
      const name = payload.slice(0, payload.indexOf('='))
      let field = fields.get(name)
      if (!field) {
        field = add(2, 0, Buffer.concat([Buffer.alloc(24), Buffer.from(name)]))
        const bucket = 16 + (fields.size % FIELD_BUCKETS) * 16
        put(field, 24, Number(table.bytes.readBigUInt64LE(bucket)))
        put(table, bucket, field.at)
        fields.set(name, field)
      }
      put(part, 32, Number(field.bytes.readBigUInt64LE(32)))
      put(field, 32, part.at)
      const data = { part, entries: [] as number[] }
      datas.set(payload, data)
      return data
    })
    const body = Buffer.alloc(48 + items.length * (compact ? 4 : 16))
    body.writeBigUInt64LE(BigInt(entry.seqnum), 0)
    body.writeBigUInt64LE(BigInt(entry.realtimeUs), 8)
    body.writeBigUInt64LE(BigInt(entry.monotonicUs), 16)
    body.write(bootId, 24, 'hex')
    body.writeBigUInt64LE(BigInt(entry.seqnum * 7919), 40)
    const ordered = items.toSorted((a, b) => a.part.at - b.part.at)
    ordered.forEach(({ part }, i) =>
      compact ? body.writeUInt32LE(part.at, 48 + i * 4) : body.writeBigUInt64LE(BigInt(part.at), 48 + i * 16),
    )
    const { at } = add(3, 0, body)
    for (const item of ordered) item.entries.push(at)
    offsets.push(at)
  }
  for (const { part, entries: users } of datas.values()) {
    put(part, 40, users[0]!)
    put(part, 56, users.length)
    if (users.length > 1) put(part, 48, array(users.slice(1), 3).at)
  }
  // Two arrays, so that following the chain is needed; only the last one of a chain has unused slots.
  const half = Math.ceil(offsets.length / 2)
  const first = array(offsets.slice(0, half), 0)
  if (half < offsets.length) put(first, 16, array(offsets.slice(half), 2).at)

  const out = Buffer.alloc(end)
  for (const { at, bytes } of parts) bytes.copy(out, at)
  out.write('LPKSHHRH')
  out.writeUInt32LE((zstd ? 8 : 0) | (compact ? 16 : 0), 12)
  out[16] = state
  out.write('f'.repeat(32), 24, 'hex')
  out.write('d'.repeat(32), 40, 'hex')
  out.write(seqnumId, 72, 'hex')
  const number = (at: number, value: number): void => void out.writeBigUInt64LE(BigInt(value), at)
  number(88, HEADER)
  number(96, end - HEADER)
  number(120, table.at + 16)
  number(128, FIELD_BUCKETS * 16)
  number(136, parts.at(-1)!.at)
  number(144, parts.length)
  number(152, entries.length)
  number(160, entries.at(-1)?.seqnum ?? 0)
  number(168, entries[0]?.seqnum ?? 0)
  number(176, first.at)
  number(184, entries[0]?.realtimeUs ?? 0)
  number(192, entries.at(-1)?.realtimeUs ?? 0)
  number(200, entries.at(-1)?.monotonicUs ?? 0)
  return out
}

/** `count` entries one second apart, every tenth an OOM kill by the kernel. */
export function sampleEntries(count: number, from: Partial<SampleEntry> = {}): SampleEntry[] {
  const { seqnum = 1, realtimeUs = 1_750_000_000_000_000, monotonicUs = 1_000_000, bootId = BOOT_A } = from
  return Array.from({ length: count }, (_, i) => ({
    seqnum: seqnum + i,
    realtimeUs: realtimeUs + i * 1_000_000,
    monotonicUs: monotonicUs + i * 1_000_000,
    bootId,
    fields:
      i % 10 === 9
        ? [
            '_TRANSPORT=kernel',
            'PRIORITY=3',
            `MESSAGE=Out of memory: Killed process ${1000 + i} (kvm) total-vm:2097152kB, anon-rss:1048576kB`,
          ]
        : ['_TRANSPORT=syslog', 'PRIORITY=6', i % 3 === 0 ? 'MESSAGE=status update time (12.345 seconds)' : `MESSAGE=worker ${i} started`],
  }))
}
