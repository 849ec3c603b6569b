import type { Fields } from './fields.ts'

/** One field larger than this is not a log message. */
const FIELD_CAP = 64 * 1024 * 1024

/**
 * Entries of `journalctl -o export`, from bytes: binary fields carry their length and may hold line breaks, so this format
 * cannot be read line by line. Damaged entries are skipped up to the next empty line.
 */
export async function* readExport(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Fields> {
  let buffer: Buffer = Buffer.alloc(0)
  let fields: Fields = {}
  let filled = false
  let ended = false
  const iterator = bytes[Symbol.asyncIterator]()
  const more = async (): Promise<boolean> => {
    const { value, done } = await iterator.next()
    if (done) {
      ended = true
      return false
    }
    buffer = buffer.length === 0 ? Buffer.from(value) : Buffer.concat([buffer, value])
    return true
  }
  let position = 0
  const compact = () => {
    buffer = buffer.subarray(position)
    position = 0
  }
  for (;;) {
    const end = buffer.indexOf(10, position)
    if (end < 0) {
      compact()
      if (buffer.length > FIELD_CAP || !(await more())) break
      continue
    }
    const line = buffer.subarray(position, end)
    const equals = line.indexOf(61)
    if (line.length === 0) {
      if (filled) yield fields
      fields = {}
      filled = false
      position = end + 1
    } else if (equals > 0) {
      fields[line.toString('latin1', 0, equals)] = line.toString('utf8', equals + 1)
      filled = true
      position = end + 1
    } else {
      const start = end + 1
      while (buffer.length < start + 8 && !ended) await more()
      if (buffer.length < start + 8) break
      const size = Number(buffer.readBigUInt64LE(start))
      if (size > FIELD_CAP) {
        position = end + 1
        continue
      }
      while (buffer.length < start + 8 + size + 1 && !ended) await more()
      fields[line.toString('latin1')] = buffer.toString('utf8', start + 8, Math.min(buffer.length, start + 8 + size))
      filled = true
      position = Math.min(buffer.length, start + 8 + size + 1)
    }
    if (position > 1024 * 1024) compact()
  }
  if (filled) yield fields
}
