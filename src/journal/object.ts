import { readU64 } from './bytes.ts'
import type { JournalFile } from './file.ts'

export const DATA = 1
export const FIELD = 2
export const ENTRY = 3
export const ENTRY_ARRAY = 6

/** Where an ENTRY's items, an ENTRY_ARRAY's items and a FIELD's name start. */
export const ENTRY_ITEMS_AT = 64
export const ARRAY_ITEMS_AT = 24
export const FIELD_NAME_AT = 40
export const OBJECT_HEADER = 16

/** The fewest bytes an object of each type (index) has; DATA is 72 in compact files, which costs no correctness to ignore here. */
export const SMALLEST_OBJECT: readonly number[] = [0, 64, 40, 64, 16, 16, 24, 64]

export interface ObjectFacts {
  readonly position: number
  readonly flags: number
  /** Header included, padding not. */
  readonly size: number
}

/** Where the payload of a DATA object starts. */
export function payloadAt(file: JournalFile): number {
  return file.header.flags.compact ? 72 : 64
}

/** The object of the wanted type at `position`, or null when there is none: a pointer in a damaged file proves nothing. */
export function objectAt(file: JournalFile, position: number, type: number): ObjectFacts | null {
  if (position % 8 !== 0 || position < file.header.headerSize) return null
  const head = file.view(position, OBJECT_HEADER)
  if (head === null || head[0] !== type) return null
  const size = readU64(head, 8)
  if (size < SMALLEST_OBJECT[type]! || position + size > file.size) return null
  return { position, flags: head[1]!, size }
}

/** The bytes of the object of the wanted type at `position`, or null as `objectAt`. Shared as those of `JournalFile.view`. */
export function objectBytes(file: JournalFile, position: number, type: number): Buffer | null {
  if (position % 8 !== 0 || position < file.header.headerSize) return null
  const bytes = file.object(position)
  return bytes === null || bytes.length < SMALLEST_OBJECT[type]! || bytes[0] !== type ? null : bytes
}
