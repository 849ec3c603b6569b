import { zstdDecompressSync } from 'node:zlib'
import { readU64 } from './bytes.ts'
import { decodeLz4Block } from './lz4.ts'
import { decodeXz } from './xz.ts'

export const FLAG_XZ = 1
export const FLAG_LZ4 = 2
export const FLAG_ZSTD = 4

/** journald takes fields up to 768 MiB; no log line a person reads is near this, and a hostile one must not exhaust memory. */
const LARGEST_PAYLOAD = 64 * 1024 * 1024

/**
 * The `FIELD=value` bytes of a DATA object from its stored bytes and its flags byte. Compression hides the field's name
 * too. Returns null when it cannot be read: damaged, too large, or XZ (systemd before 246) without `loadXz` before.
 */
export function decompressPayload(stored: Buffer, flags: number): Buffer | null {
  if (flags === 0) return stored
  try {
    if (flags === FLAG_ZSTD) return unpackZstd(stored)
    if (flags === FLAG_XZ) return decodeXz(stored, LARGEST_PAYLOAD)
    if (flags === FLAG_LZ4) {
      if (stored.length < 8) return null
      const originalSize = readU64(stored, 0)
      return originalSize <= LARGEST_PAYLOAD ? decodeLz4Block(stored.subarray(8), originalSize) : null
    }
  } catch {
    return null
  }
  return null
}

/**
 * Node keeps the buffers of a damaged frame (20 KiB each) until its event loop turns, whatever the garbage collector does, and a walk through a file
 * is one turn: a hostile file of a million damaged frames would take all memory. After so many the rest counts as unread.
 */
const MOST_FAILURES = 2000
let failures = 0

function unpackZstd(stored: Buffer): Buffer | null {
  if (failures >= MOST_FAILURES) return null
  try {
    return zstdDecompressSync(stored, { maxOutputLength: LARGEST_PAYLOAD })
  } catch {
    if (failures++ === 0) setImmediate(() => (failures = 0)).unref()
    return null
  }
}
