import { readU64 } from './bytes.ts'
import type { JournalFile } from './file.ts'
import { ARRAY_ITEMS_AT, DATA, ENTRY_ARRAY, objectAt, objectBytes } from './object.ts'

/** One ENTRY_ARRAY object: where its items stand and how many it has room for (the last array's tail is unused: zeros). */
export interface ArraySegment {
  readonly itemsAt: number
  readonly capacity: number
}

/** An entry array chain that was not followed to its end: a damaged or growing file. */
export interface EntryChain {
  readonly segments: readonly ArraySegment[]
  readonly broken: boolean
}

/** The chain of ENTRY_ARRAY objects that starts at `head` (0 = empty chain). Arrays are only ever appended, so one that lies before its predecessor is damage, and loops cannot be. */
export function entryChain(file: JournalFile, head: number): EntryChain {
  const segments: ArraySegment[] = []
  const width = itemBytes(file)
  let at = head
  let before = 0
  while (at !== 0) {
    const object = at > before ? objectAt(file, at, ENTRY_ARRAY) : null
    const link = object === null ? null : file.view(at + 16, 8)
    if (object === null || link === null) return { segments, broken: true }
    segments.push({ itemsAt: at + ARRAY_ITEMS_AT, capacity: Math.floor((object.size - ARRAY_ITEMS_AT) / width) })
    before = at
    at = readU64(link, 0)
  }
  return { segments, broken: false }
}

/** The entry offsets of a chain, oldest first. */
export function* chainOffsets(file: JournalFile, { segments }: EntryChain): Generator<number> {
  for (const { itemsAt, capacity } of segments) {
    for (let i = 0; i < capacity; i++) {
      const offset = itemAt(file, itemsAt, i)
      if (offset === 0) return
      yield offset
    }
  }
}

/** The item of an array, 0 when it is unused or cannot be read. */
export function itemAt(file: JournalFile, itemsAt: number, index: number): number {
  const width = itemBytes(file)
  const bytes = file.view(itemsAt + index * width, width)
  if (bytes === null) return 0
  return width === 4 ? bytes.readUInt32LE(0) : readU64(bytes, 0)
}

function itemBytes(file: JournalFile): number {
  return file.header.flags.compact ? 4 : 8
}

/** How many entries use the field whose DATA object is at `position`, as the object counts them; never more than the file has room for. */
export function dataEntryCount(file: JournalFile, position: number): number {
  const bytes = objectAt(file, position, DATA) === null ? null : file.view(position, 64)
  return bytes === null ? 0 : Math.min(readU64(bytes, 56), Math.floor(file.size / 64))
}

/**
 * The offsets of the entries that use the field whose DATA object is at `position`, oldest first: one stands in the object, the
 * others in its own entry array chain. `complete` is false when the chain gives fewer than the object counts.
 */
export function dataEntries(file: JournalFile, position: number, limit = Infinity): { offsets: number[]; complete: boolean } {
  const bytes = objectAt(file, position, DATA) === null ? null : file.view(position, 64)
  if (bytes === null) return { offsets: [], complete: false }
  const first = readU64(bytes, 40)
  const head = readU64(bytes, 48)
  const count = readU64(bytes, 56)
  const offsets = first === 0 ? [] : [first]
  if (offsets.length < limit && head !== 0) {
    for (const offset of chainOffsets(file, entryChain(file, head))) {
      if (offsets.length >= limit) break
      offsets.push(offset)
    }
  }
  return { offsets, complete: offsets.length >= Math.min(count, limit) }
}

/** The newest entry that uses a field, from the last filled slot of its chain; 0 when there is none or the chain is broken. */
export function lastDataEntry(file: JournalFile, position: number): number {
  const bytes = objectAt(file, position, DATA) === null ? null : file.view(position, 64)
  if (bytes === null) return 0
  const first = readU64(bytes, 40)
  const { segments, broken } = entryChain(file, readU64(bytes, 48))
  if (broken) return 0
  for (const { itemsAt, capacity } of segments.toReversed()) {
    if (itemAt(file, itemsAt, 0) === 0) continue
    let low = 0
    let high = capacity
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (itemAt(file, itemsAt, middle) === 0) high = middle
      else low = middle
    }
    return itemAt(file, itemsAt, low)
  }
  return first
}

/**
 * Of the entries that use a field those with offsets in [from, to), oldest first, without reading the arrays outside of it; null when the
 * index is not whole.
 */
export function dataEntriesIn(file: JournalFile, position: number, from: number, to: number): number[] | null {
  const bytes = objectBytes(file, position, DATA)
  if (bytes === null) return null
  const first = readU64(bytes, 40)
  const head = readU64(bytes, 48)
  const count = readU64(bytes, 56)
  if (first === 0) return count === 0 ? [] : null
  const offsets = first >= from && first < to ? [first] : []
  if (count <= 1) return offsets
  const { segments, broken } = entryChain(file, head)
  if (broken || segments.reduce((sum, { capacity }) => sum + capacity, 1) < count) return null
  let before = 1
  for (const { itemsAt, capacity } of segments) {
    const used = Math.min(capacity, count - before)
    before += used
    if (used === 0) break
    const last = itemAt(file, itemsAt, used - 1)
    if (last === 0) return null
    if (last < from) continue
    if (itemAt(file, itemsAt, 0) >= to) break
    let low = 0
    let high = used
    while (low < high) {
      const middle = (low + high) >>> 1
      if (itemAt(file, itemsAt, middle) < from) low = middle + 1
      else high = middle
    }
    for (let i = low; i < used; i++) {
      const offset = itemAt(file, itemsAt, i)
      if (offset === 0) return null
      if (offset >= to) break
      offsets.push(offset)
    }
  }
  return offsets
}
