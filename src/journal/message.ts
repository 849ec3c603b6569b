import type { JournalFile } from './file.ts'
import { payloadAt } from './object.ts'
import { decompressPayload } from './payload.ts'

/** The value of a MESSAGE field: bytes [from, to). Valid as long as the bytes it was read from. */
export interface MessageBytes {
  readonly bytes: Buffer
  readonly from: number
  readonly to: number
}

export const MESSAGE_NAME = Uint8Array.from(Buffer.from('MESSAGE='))

/** Reads the message of the whole DATA object that starts at `at` in `bytes`; null when it holds another field or cannot be unpacked. */
export function createMessageReader(file: JournalFile): (bytes: Buffer, at: number) => MessageBytes | null {
  const start = payloadAt(file)
  return (bytes, at) => {
    const size = bytes.readUInt32LE(at + 8)
    if (size < start + MESSAGE_NAME.length) return null
    const flags = bytes[at + 1]!
    if (flags === 0) return isMessage(bytes, at + start) ? { bytes, from: at + start + MESSAGE_NAME.length, to: at + size } : null
    const plain = decompressPayload(bytes.subarray(at + start, at + size), flags)
    return plain !== null && isMessage(plain, 0) ? { bytes: plain, from: MESSAGE_NAME.length, to: plain.length } : null
  }
}

function isMessage(payload: Uint8Array, from: number): boolean {
  for (let i = 0; i < MESSAGE_NAME.length; i++) if (payload[from + i] !== MESSAGE_NAME[i]) return false
  return true
}

/** Characters of a message that regular expressions see: some coredump texts are megabytes, and what says why stands at the start. */
export const LONGEST_TESTED = 256 * 1024

export function testedText({ bytes, from, to }: MessageBytes): string {
  const text = bytes.toString('utf8', from, to)
  return text.length > LONGEST_TESTED ? text.slice(0, LONGEST_TESTED) : text
}
