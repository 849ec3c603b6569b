import { entryAt, type JournalEntry } from './entry.ts'
import { createFieldReader, type FieldReader } from './field.ts'
import { type JournalFile, openJournalFile } from './file.ts'
import { createMessageReader, type MessageBytes } from './message.ts'
import { DATA, objectBytes } from './object.ts'

/** Reads single entries; files stay open in between, so that a hundred thousand of them cost no hundred thousand openings. */
export interface EntryReader {
  /** The entry at `offset` of a file; null when it cannot be read (any more). */
  entry(path: string, offset: number): JournalEntry | null
  /** The message whose DATA object stands at `offset` of a file; its bytes are valid until the next call. */
  message(path: string, offset: number): MessageBytes | null
  close(): void
}

/** Of each entry only the fields with names that `wants` accepts are read; all unless given. */
export function createEntryReader(wants?: (name: string) => boolean): EntryReader {
  const opened = new Map<string, { file: JournalFile; fields: FieldReader; message: ReturnType<typeof createMessageReader> }>()
  const open = (path: string) => {
    let known = opened.get(path)
    if (known === undefined) {
      const file = openJournalFile(path)
      known = { file, fields: createFieldReader(file, wants), message: createMessageReader(file) }
      opened.set(path, known)
    }
    return known
  }
  return {
    entry(path, offset) {
      const { file, fields } = open(path)
      return entryAt(file, fields, offset)
    },
    message(path, offset) {
      const { file, message } = open(path)
      const bytes = objectBytes(file, offset, DATA)
      return bytes === null ? null : message(bytes, 0)
    },
    close() {
      for (const { file } of opened.values()) file.close()
      opened.clear()
    },
  }
}
