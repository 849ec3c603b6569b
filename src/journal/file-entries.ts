import { entryIn, type JournalEntry } from './entry.ts'
import { createFieldReader } from './field.ts'
import type { JournalFile } from './file.ts'
import { ENTRIES } from './find-objects.ts'
import { walkObjects, type WalkRange } from './walk.ts'

/** The readable entries of one file in the order they were written. */
export function* fileEntries(file: JournalFile, range: WalkRange = {}, wants?: (name: string) => boolean): Generator<JournalEntry> {
  const fields = createFieldReader(file, wants)
  for (const { bytes, base, positions, count } of walkObjects(file, ENTRIES, range)) {
    for (let i = 0; i < count; i++) {
      const at = positions[i]!
      const entry = entryIn(file, fields, bytes, at, bytes.readUInt32LE(at + 8), base + at)
      if (entry !== null) yield entry
    }
  }
}
