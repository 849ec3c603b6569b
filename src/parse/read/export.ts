import type { Fields } from './fields.ts'

/** One field larger than this is not a log message. */
const FIELD_CAP = 64 * 1024 * 1024
const LINE_FEED = 0x0a
const EQUALS = 0x3d

/** Takes the entries of `journalctl -o export` out of bytes that come in pieces. */
interface ExportCutter {
  cut(chunk: Buffer): Fields[]
  end(): Fields[]
}

/**
 * Binary fields carry their length and may hold line breaks, so this format cannot be read line by line. Damaged entries are skipped up to
 * the next empty line.
 */
function createExportCutter(): ExportCutter {
  let parts: Buffer[] = []
  let size = 0
  /** So many bytes are needed before the next field is whole; 0 when a line break will tell. */
  let needed = 0
  let fields: Fields = {}
  let filled = false

  /** Reads what is whole; returns where the rest begins. */
  const read = (bytes: Buffer, entries: Fields[], last: boolean): number => {
    let at = 0
    needed = 0
    for (;;) {
      const end = bytes.indexOf(LINE_FEED, at)
      if (end < 0) return at
      if (end === at) {
        if (filled) entries.push(fields)
        fields = {}
        filled = false
        at++
        continue
      }
      const equals = bytes.indexOf(EQUALS, at)
      if (equals > at && equals < end) {
        fields[bytes.toString('latin1', at, equals)] = bytes.toString('utf8', equals + 1, end)
        filled = true
        at = end + 1
        continue
      }
      const start = end + 1 + 8
      if (equals === at || (start <= bytes.length && bytes.readBigUInt64LE(end + 1) > FIELD_CAP)) {
        at = end + 1
        continue
      }
      const value = start <= bytes.length ? Number(bytes.readBigUInt64LE(end + 1)) : 0
      if (start > bytes.length || start + value + 1 > bytes.length) {
        needed = start - at + value + 1
        if (!last || start > bytes.length) return at
      }
      fields[bytes.toString('latin1', at, end)] = bytes.toString('utf8', start, Math.min(start + value, bytes.length))
      filled = true
      at = Math.min(start + value + 1, bytes.length)
    }
  }
  const take = (bytes: Buffer, entries: Fields[], last: boolean): void => {
    const at = read(bytes, entries, last)
    parts = at < bytes.length ? [Buffer.from(bytes.subarray(at))] : []
    size = bytes.length - at
  }
  return {
    cut(chunk) {
      const entries: Fields[] = []
      if (size === 0) take(chunk, entries, false)
      else {
        parts.push(Buffer.from(chunk))
        size += chunk.length
        if (needed > 0 ? size >= needed : size > FIELD_CAP || chunk.includes(LINE_FEED)) take(Buffer.concat(parts, size), entries, false)
        // No line break in so many bytes: this is no export.
        if (needed === 0 && size > FIELD_CAP) {
          parts = []
          size = 0
        }
      }
      return entries
    },
    end() {
      const entries: Fields[] = []
      const rest = Buffer.concat(parts, size)
      take(rest, entries, true)
      // A last line that was cut off: a message says what it says, a number would say something else.
      const cut = Buffer.concat(parts, size)
      if (cut.toString('latin1', 0, 8) === 'MESSAGE=') {
        fields['MESSAGE'] = cut.toString('utf8', 8)
        filled = true
      }
      if (filled) entries.push(fields)
      return entries
    },
  }
}

/** The entries of an export, as many at a time as come with one chunk. */
export async function* readExport(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Fields[]> {
  const cutter = createExportCutter()
  for await (const chunk of bytes) yield cutter.cut(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
  yield cutter.end()
}
