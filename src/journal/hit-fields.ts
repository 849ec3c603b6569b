import { entryAt, type JournalEntry } from './entry.ts'
import { createFieldReader, type FieldReader } from './field.ts'
import { type JournalFile, openJournalFile } from './file.ts'
import type { HitEntry } from './hit-entries.ts'

/** Reads the entries of many hits; files stay open in between, so that a hundred thousand hits cost no hundred thousand openings. */
export interface HitReader {
  /** The whole entry; null when it cannot be read any more. */
  entry(hit: HitEntry): JournalEntry | null
  close(): void
}

export function createHitReader(): HitReader {
  const open = new Map<string, { file: JournalFile; fields: FieldReader }>()
  return {
    entry(hit) {
      const path = hit.hit.file
      let known = open.get(path)
      if (known === undefined) {
        const file = openJournalFile(path)
        known = { file, fields: createFieldReader(file) }
        open.set(path, known)
      }
      return entryAt(known.file, known.fields, hit.offset)
    },
    close() {
      for (const { file } of open.values()) file.close()
      open.clear()
    },
  }
}
