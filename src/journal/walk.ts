import type { JournalFile } from './file.ts'
import { CUT_OFF, findObjects, FOUND, LAST, NEXT, NOT_AN_OBJECT, REASON } from './find-objects.ts'
import { OBJECT_HEADER, payloadAt, SMALLEST_OBJECT } from './object.ts'

/** Objects found in one read of the file. Valid until the next batch is asked for: the buffer is used again. */
export interface ObjectBatch {
  readonly bytes: Buffer
  /** The same memory as 32-bit words; null when it is not aligned (a single object larger than one read). */
  readonly words: Int32Array | null
  /** File offset of `bytes[0]`. */
  readonly base: number
  /** Positions in `bytes`; only the first `count` are valid. Objects are whole. */
  readonly positions: Int32Array
  readonly count: number
}

export interface WalkRange {
  readonly from?: number
  readonly to?: number
}

/**
 * Must stay inside a core's level 2 cache: 64 to 512 KiB measure alike, from 1 MiB on reading takes up to twice as long. A small one
 * also leaves more of the large arrays and tables unread.
 */
const WINDOW_BYTES = 128 * 1024
/** A single object larger than this is not read (journald's own limit for one field is 768 MiB). */
const LARGEST_OBJECT = 64 * 1024 * 1024
/** An object that claims more than this and leads nowhere had a damaged size. */
const TRUSTED_SIZE = 1024 * 1024

/**
 * Walks the objects of a file in the order they were written, needing neither hash tables nor entry arrays nor counters: it reads
 * what is there, over holes, garbage and a cut end. `wanted` is MESSAGES, ENTRIES or their sum. Constant memory.
 */
export function* walkObjects(file: JournalFile, wanted: number, range: WalkRange = {}): Generator<ObjectBatch> {
  if (file.problem !== undefined) return
  const window = free.pop() ?? createWindow()
  try {
    yield* walkWith(window, file, wanted, range)
  } finally {
    free.push(window)
  }
}

/** The memory of one walk. Taken again by the next one: of many short walks the garbage collector would notice too late. */
interface Window {
  readonly window: Buffer
  readonly words: Int32Array
  readonly positions: Int32Array
  readonly progress: Float64Array
}

const free: Window[] = []

function createWindow(): Window {
  const window = Buffer.allocUnsafeSlow(WINDOW_BYTES)
  return {
    window,
    words: new Int32Array(window.buffer, 0, WINDOW_BYTES / 4),
    positions: new Int32Array(WINDOW_BYTES / SMALLEST_WANTED + 1),
    progress: new Float64Array(4),
  }
}

function* walkWith(
  { window, words, positions, progress }: Window,
  file: JournalFile,
  wanted: number,
  range: WalkRange,
): Generator<ObjectBatch> {
  const start = payloadAt(file)
  const end = Math.min(range.to ?? file.size, file.size)
  let at = range.from ?? file.header.headerSize
  /** Where to look again if the next bytes are no object: behind the header of the object that led here. */
  let retryFrom = -1
  while (at + OBJECT_HEADER <= end) {
    const filled = file.read(end - at < WINDOW_BYTES ? window.subarray(0, end - at) : window, at)
    if (filled < OBJECT_HEADER) return
    findObjects(words, 0, filled, wanted, start, positions, progress)
    const next = at + progress[NEXT]!
    const count = progress[FOUND]!
    const reason = progress[REASON]!
    const last = progress[LAST]!
    if (count > 0) yield { bytes: window, words, base: at, positions, count }
    if (last >= 0) retryFrom = at + last + OBJECT_HEADER

    if (reason === NOT_AN_OBJECT) {
      if (isPreallocation(file, retryFrom - OBJECT_HEADER)) return
      at = nextObject(file, retryFrom >= 0 ? retryFrom : next, end, window, words)
      retryFrom = -1
    } else if (reason === CUT_OFF && progress[NEXT] === 0) {
      const size = words[2]! >>> 0
      const bytes = at + size <= end && size <= LARGEST_OBJECT ? file.view(at, size) : null
      if (bytes !== null && size > WINDOW_BYTES) yield { bytes, words: null, base: at, positions: Int32Array.of(0), count: 1 }
      if (bytes === null && size > TRUSTED_SIZE) {
        at = nextObject(file, at + OBJECT_HEADER, end, window, words)
        retryFrom = -1
      } else {
        retryFrom = at + OBJECT_HEADER
        at = Math.ceil((at + size) / 8) * 8
      }
    } else if (next > end && retryFrom >= 0 && next - retryFrom > TRUSTED_SIZE) {
      at = nextObject(file, retryFrom, end, window, words)
      retryFrom = -1
    } else at = next
  }
}

/** The smallest object that can be wanted. */
const SMALLEST_WANTED = 64

/**
 * Behind the last object a file that journald closed holds only reserved space. A file it did not close may hold objects newer than its
 * header says, so there the search goes on.
 */
function isPreallocation(file: JournalFile, lastObject: number): boolean {
  return file.header.state !== 'online' && lastObject === file.header.tailObjectOffset
}

/**
 * The file offset of the next bytes that can be an object header, from `from` on in steps of 8 (`end` if there are none).
 * Text cannot look like one: a header has six zero bytes in its first eight.
 */
function nextObject(file: JournalFile, from: number, end: number, window: Buffer, words: Int32Array): number {
  let at = from
  while (at + OBJECT_HEADER <= end) {
    const filled = file.read(end - at < window.length ? window.subarray(0, end - at) : window, at)
    if (filled < OBJECT_HEADER) return end
    let position = 0
    for (; position + OBJECT_HEADER <= filled; position += 8) {
      const i = position >> 2
      const head = words[i]!
      if (head === 0 || head >>> 11 !== 0 || words[i + 1] !== 0 || words[i + 3] !== 0) continue
      const type = head & 255
      const size = words[i + 2]! >>> 0
      if (type === 0 || type > 7 || (head > 255 && type !== 1) || size < SMALLEST_OBJECT[type]! || size > LARGEST_OBJECT) continue
      if (at + position + size <= end) return at + position
    }
    at += position
  }
  return end
}
