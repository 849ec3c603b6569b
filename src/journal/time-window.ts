import { stampIn } from './entry.ts'
import { type EntryChain, entryChain, itemAt } from './entry-chain.ts'
import type { JournalFile } from './file.ts'
import { ENTRY, ENTRY_ITEMS_AT } from './object.ts'
import type { WalkRange } from './walk.ts'

/** Looks at this many entries, evenly spread, to see whether the clock ran forward through the file. */
const SAMPLES = 256
/** A step of the clock smaller than this may hide between two samples, so the window is searched this much wider. */
const SLACK_US = 10 * 60 * 1_000_000

/**
 * The bytes of a file that can hold entries from `sinceUs` to `untilUs`, found by bisection: 'none' when the file has none, 'all' when the
 * whole file must be walked, because its entry array is damaged or its clock went back.
 */
export function windowRange(file: JournalFile, sinceUs: number, untilUs: number): Required<WalkRange> | 'none' | 'all' {
  if (file.problem !== undefined) return 'all'
  const index = entryIndex(file)
  if (index === null) return 'all'
  const { count } = index
  let before = -Infinity
  for (let i = 0; i < SAMPLES; i++) {
    const time = index.realtimeAt(Math.floor((i * (count - 1)) / (SAMPLES - 1)))
    if (time === null || time < before) return 'all'
    before = time
  }
  const first = firstAtOrAfter(index, sinceUs - SLACK_US)
  const behind = firstAtOrAfter(index, untilUs + SLACK_US)
  if (first === null || behind === null) return 'all'
  // Behind the last entry that the header counts, a file that was not closed may hold more.
  if (first >= behind && first < count) return 'none'
  const from = index.offsetAt(Math.min(first, count - 1))
  // An entry's offset is where the next one's data may begin, so the walk ends with the first entry behind the window.
  const to = behind < count ? index.offsetAt(behind) : file.size
  return from === 0 || to <= from ? 'all' : { from, to }
}

interface EntryIndex {
  readonly count: number
  offsetAt(index: number): number
  realtimeAt(index: number): number | null
}

/** Random access to the file's entries in order; null when the array does not hold what the header counts. */
function entryIndex(file: JournalFile): EntryIndex | null {
  const chain: EntryChain = entryChain(file, file.header.entryArrayOffset)
  const count = file.header.nEntries
  const room = chain.segments.reduce((sum, { capacity }) => sum + capacity, 0)
  if (chain.broken || count === 0 || count > room) return null
  const offsetAt = (index: number): number => {
    let rest = index
    for (const { itemsAt, capacity } of chain.segments) {
      if (rest < capacity) return itemAt(file, itemsAt, rest)
      rest -= capacity
    }
    return 0
  }
  return { count, offsetAt, realtimeAt: (index) => realtimeOf(file, offsetAt(index)) }
}

const stamp = Buffer.alloc(ENTRY_ITEMS_AT)

/** Reads these few bytes only: samples lie far apart, and whole pages around them would be most of the file. */
function realtimeOf(file: JournalFile, offset: number): number | null {
  if (offset < file.header.headerSize || offset % 8 !== 0 || file.read(stamp, offset) < stamp.length || stamp[0] !== ENTRY) return null
  return stampIn(stamp, 0, offset)?.realtimeUs ?? null
}

function firstAtOrAfter(index: EntryIndex, timeUs: number): number | null {
  let low = 0
  let high = index.count
  while (low < high) {
    const middle = (low + high) >>> 1
    const time = index.realtimeAt(middle)
    if (time === null) return null
    if (time < timeUs) low = middle + 1
    else high = middle
  }
  return low
}
