import { statSync } from 'node:fs'
import { openJournalFile } from './file.ts'
import { MESSAGES } from './find-objects.ts'
import { MESSAGE_NAME } from './message.ts'
import { payloadAt } from './object.ts'
import { walkObjects } from './walk.ts'

/** Enough to know what these logs are full of. */
const SAMPLE_BYTES = 128 * 1024

/** Plain messages from the middle of the largest file, in a row: what is common in these logs, so that the search can look for what is not. */
export function sampleMessages(paths: readonly string[]): Uint8Array {
  const sample = Buffer.alloc(SAMPLE_BYTES)
  let used = 0
  const [largest] = paths.map((path) => ({ path, size: sizeOf(path) })).toSorted((a, b) => b.size - a.size)
  if (largest === undefined) return sample.subarray(0, 0)
  const file = openJournalFile(largest.path)
  const textAt = payloadAt(file) + MESSAGE_NAME.length
  for (const { bytes, positions, count } of walkObjects(file, MESSAGES, { from: Math.floor(file.size / 16) * 8 })) {
    for (let n = 0; n < count && used < SAMPLE_BYTES; n++) {
      const at = positions[n]!
      if (bytes[at + 1] === 0) used += bytes.copy(sample, used, at + textAt, at + bytes.readUInt32LE(at + 8))
    }
    if (used >= SAMPLE_BYTES) break
  }
  file.close()
  return sample.subarray(0, used)
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
