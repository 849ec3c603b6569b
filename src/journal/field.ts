import { readU64 } from './bytes.ts'
import type { JournalFile } from './file.ts'
import { DATA, objectAt, payloadAt } from './object.ts'
import { decompressPayload } from './payload.ts'

export interface Field {
  readonly name: string
  /** The value as UTF-8 text; bytes that are not UTF-8 become U+FFFD. */
  readonly value: string
}

export interface FieldReader {
  /** The field whose DATA object is at `position`; null when it cannot be read. */
  at(position: number): Field | null
}

/** Memory kept for fields that more than one entry uses, in bytes by estimate; a host's steady fields take about 1 MiB. */
const KEPT_BYTES = 8 * 1024 * 1024
/** What a kept field costs beside its text. */
const BYTES_PER_FIELD = 160
const EQUALS = 0x3d

/** Reads fields, remembering those that several entries share: most of an entry's fields repeat. */
export function createFieldReader(file: JournalFile): FieldReader {
  const kept = new Map<number, Field>()
  let bytes = 0
  const start = payloadAt(file)
  return {
    at(position) {
      const known = kept.get(position)
      if (known !== undefined) return known
      const found = objectAt(file, position, DATA)
      if (found === null || found.size < start) return null
      const object = file.view(position, found.size)
      if (object === null) return null
      const field = parseField(decompressPayload(object.subarray(start), found.flags))
      if (field !== null && readU64(object, 56) > 1) {
        const cost = field.value.length + BYTES_PER_FIELD
        bytes += cost
        if (bytes > KEPT_BYTES) {
          kept.clear()
          bytes = cost
        }
        kept.set(position, field)
      }
      return field
    },
  }
}

/** `NAME=value` bytes as a field; null when there is no name. */
export function parseField(payload: Buffer | null): Field | null {
  const equals = payload === null ? -1 : payload.indexOf(EQUALS)
  // Names are at most 64 bytes; anything longer is garbage that happened to hold an equals sign.
  if (payload === null || equals < 1 || equals > 64) return null
  const value = payload.toString('utf8', equals + 1)
  return { name: payload.toString('latin1', 0, equals), value }
}
