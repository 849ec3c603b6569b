import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { readU64 } from './bytes.ts'
import { type JournalHeader, parseHeader, SMALLEST_HEADER } from './header.ts'

/** An open journal file. Everything in it is a snapshot of the size the file had when it was opened. */
export interface JournalFile {
  readonly path: string
  /** In bytes, when opened. */
  readonly size: number
  readonly header: JournalHeader
  /** Why nothing can be read from this file; undefined when it can. */
  readonly problem?: string
  /** Fills `into` from `position`; returns how many bytes were there. Never throws for a file that shrank or a disk that fails. */
  read(into: Uint8Array, position: number): number
  /** Bytes [position, position + length), or null when they are not all in the file. The bytes are shared and change when other views are taken: use them at once, do not write. */
  view(position: number, length: number): Buffer | null
  /** The whole object that begins at `position`, whatever its type; null when it is not all in the file. Shared as those of `view`. */
  object(position: number): Buffer | null
  close(): void
}

/** Small enough that a look-up in a cold file reads little, big enough that neighbouring objects share a page. */
const PAGE_BYTES = 16 * 1024
/** 4 MiB for all files together, taken once: memory that waits for the garbage collector would be many times that. */
const PAGES = 256
let pool: Buffer | undefined
/** Which page of which file stands in each slot of the pool, and how much of it the file has. */
const slotFile = new Int32Array(PAGES)
const slotPage = new Float64Array(PAGES)
const slotFilled = new Int32Array(PAGES)
let filesOpened = 0

/** Opens a journal file for reading. Never throws: a file that cannot be read has a `problem` and no entries. */
export function openJournalFile(path: string): JournalFile {
  let descriptor = -1
  let size = 0
  let unopened: string | undefined
  try {
    descriptor = openSync(path, 'r')
    const facts = fstatSync(descriptor)
    if (facts.isFile()) size = facts.size
    else unopened = 'this is not a regular file'
  } catch (error) {
    unopened = `the file cannot be opened: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`
  }

  const read = (into: Uint8Array, position: number): number => {
    let filled = 0
    while (descriptor >= 0 && filled < into.length) {
      try {
        const got = readSync(descriptor, into, filled, into.length - filled, position + filled)
        if (got === 0) break
        filled += got
      } catch {
        break
      }
    }
    return filled
  }

  const number = ++filesOpened
  const slotOf = (index: number): number => {
    const slot = (index + number * 31) % PAGES
    if (slotFile[slot] !== number || slotPage[slot] !== index) {
      pool ??= Buffer.allocUnsafeSlow(PAGES * PAGE_BYTES)
      slotFile[slot] = number
      slotPage[slot] = index
      slotFilled[slot] = read(pool.subarray(slot * PAGE_BYTES, (slot + 1) * PAGE_BYTES), index * PAGE_BYTES)
    }
    return slot
  }
  const view = (position: number, length: number): Buffer | null => {
    if (!(position >= 0) || !(length >= 0) || position + length > size) return null
    const index = Math.floor(position / PAGE_BYTES)
    const start = position - index * PAGE_BYTES
    if (start + length <= PAGE_BYTES) {
      const slot = slotOf(index)
      return start + length <= slotFilled[slot]! ? pool!.subarray(slot * PAGE_BYTES + start, slot * PAGE_BYTES + start + length) : null
    }
    const bytes = Buffer.allocUnsafe(length)
    return read(bytes, position) === length ? bytes : null
  }

  const object = (position: number): Buffer | null => {
    if (!(position >= 0) || position + 16 > size) return null
    const index = Math.floor(position / PAGE_BYTES)
    const start = position - index * PAGE_BYTES
    if (start + 16 > PAGE_BYTES) {
      const head = view(position, 16)
      return head === null ? null : view(position, readU64(head, 8))
    }
    const slot = slotOf(index)
    if (start + 16 > slotFilled[slot]!) return null
    const at = slot * PAGE_BYTES + start
    const length = readU64(pool!, at + 8)
    if (start + length <= slotFilled[slot]!) return pool!.subarray(at, at + length)
    return view(position, length)
  }

  const first = Buffer.alloc(Math.min(size, SMALLEST_HEADER))
  const { header, problem } = parseHeader(first.subarray(0, read(first, 0)), size)
  const trouble = unopened ?? problem
  return {
    path,
    size,
    header,
    ...(trouble === undefined ? {} : { problem: trouble }),
    read,
    view,
    object,
    close() {
      if (descriptor >= 0) closeSync(descriptor)
      descriptor = -1
    },
  }
}
