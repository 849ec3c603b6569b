import { type JournalEntry, entryAt } from './entry.ts'
import { dataEntries } from './entry-chain.ts'
import { createFieldReader } from './field.ts'
import { fieldValues } from './field-index.ts'
import type { JournalFile } from './file.ts'
import type { WalkRange } from './walk.ts'

/**
 * The entries of one file that have one of the values of a field, in order, through the file's own index. Null when the index cannot give
 * a certain answer (damage, a file still being written): then the file must be walked.
 */
export function indexedEntries(
  file: JournalFile,
  name: string,
  values: readonly string[],
  range: WalkRange = {},
): Iterable<JournalEntry> | null {
  if (file.problem !== undefined || file.header.state === 'online') return null
  const known = fieldValues(file, name)
  if (known === null) return null
  const offsets: number[] = []
  const { from = 0, to = Infinity } = range
  for (const { value, position } of known) {
    if (!values.includes(value)) continue
    const users = dataEntries(file, position)
    if (!users.complete) return null
    for (const offset of users.offsets) if (offset >= from && offset < to) offsets.push(offset)
  }
  // Entries are only ever appended: file order is time order.
  offsets.sort((a, b) => a - b)
  return entriesAt(file, offsets)
}

function* entriesAt(file: JournalFile, offsets: readonly number[]): Generator<JournalEntry> {
  const fields = createFieldReader(file)
  let before = -1
  for (const offset of offsets) {
    if (offset === before) continue
    before = offset
    const entry = entryAt(file, fields, offset)
    if (entry !== null) yield entry
  }
}
