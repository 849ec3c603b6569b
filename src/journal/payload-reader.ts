import { readU64 } from './bytes.ts'
import type { JournalFile } from './file.ts'
import { DATA, objectBytes, payloadAt } from './object.ts'
import { decompressPayload } from './payload.ts'

/** The stored `FIELD=value` bytes of one file's DATA objects. */
export interface PayloadReader {
  /** The bytes, unpacked; null when they cannot be read. They are shared and change with the next call: use them at once. */
  at(position: number): Buffer | null
  /** Whether more than one entry uses the field that was just read by `at`. */
  shared(position: number): boolean
}

export function createPayloadReader(file: JournalFile): PayloadReader {
  const start = payloadAt(file)
  let last = -1
  let users = 0
  return {
    at(position) {
      last = position
      users = 0
      const object = objectBytes(file, position, DATA)
      if (object === null || object.length < start) return null
      users = readU64(object, 56)
      return decompressPayload(object.subarray(start), object[1]!)
    },
    shared: (position) => position === last && users > 1,
  }
}
