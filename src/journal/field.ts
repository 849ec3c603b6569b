import { readU64 } from './bytes.ts'
import type { JournalFile } from './file.ts'
import { DATA, objectBytes, payloadAt } from './object.ts'
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

/** Given for a field that nobody wants: its value was not read. */
export const SKIPPED: Field = { name: '', value: '' }

/**
 * Reads fields, remembering those that several entries share: most of an entry's fields repeat. Of fields whose name `wants` refuses only the
 * name is looked at.
 */
export function createFieldReader(file: JournalFile, wants?: (name: string) => boolean): FieldReader {
  const kept = new Map<number, Field>()
  let bytes = 0
  const start = payloadAt(file)
  return {
    at(position) {
      const known = kept.get(position)
      if (known !== undefined) return known
      const object = objectBytes(file, position, DATA)
      if (object === null || object.length < start) return null
      const flags = object[1]!
      const field = flags === 0 ? parseField(object, wants, start) : parseField(decompressPayload(object.subarray(start), flags), wants)
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

/** `NAME=value` bytes (from `start` on) as a field; null when there is no name, SKIPPED when `wants` refuses it. */
export function parseField(payload: Buffer | null, wants?: (name: string) => boolean, start = 0): Field | null {
  if (payload === null) return null
  // Names are at most 64 bytes; anything longer is garbage that happened to hold an equals sign.
  let equals = start
  const last = Math.min(payload.length - 1, start + 64)
  while (equals <= last && payload[equals] !== EQUALS) equals++
  if (equals === start || equals > last) return null
  const name = payload.toString('latin1', start, equals)
  return wants === undefined || wants(name) ? { name, value: payload.toString('utf8', equals + 1) } : SKIPPED
}
