import { readId, readU64 } from './bytes.ts'
import { stampIn } from './entry.ts'
import { type EntryChain, entryChain, itemAt } from './entry-chain.ts'
import type { JournalFile } from './file.ts'
import { ENTRY, ENTRY_ITEMS_AT } from './object.ts'
import type { WalkRange } from './walk.ts'

/** A step of the clock smaller than this is not looked for, so the window is searched this much wider. */
const SLACK_US = 10 * 60 * 1_000_000
/** A file with so many boots that more entries than this would have to be looked at is walked instead. */
const MOST_LOOKS = 512

/**
 * The bytes of a file that can hold entries from `sinceUs` to `untilUs`, found by bisection: 'none' when the file has none, 'all' when the
 * whole file must be walked, because its entry array is damaged or its clock went back.
 */
export function windowRange(file: JournalFile, sinceUs: number, untilUs: number): Required<WalkRange> | 'none' | 'all' {
  const index = entryIndexOf(file)
  if (index === null) return 'all'
  const { count } = index
  if (untilUs + SLACK_US < index.firstUs) return 'none'
  // Behind the last entry that the header counts, a file that was not closed may hold more.
  if (sinceUs - SLACK_US > index.lastUs)
    return file.header.state === 'archived' ? 'none' : { from: index.offsetAt(count - 1), to: file.size }
  const first = firstAtOrAfter(index, sinceUs - SLACK_US)
  const behind = firstAtOrAfter(index, untilUs + SLACK_US)
  if (first === null || behind === null) return 'all'
  if (first >= behind && first < count) return 'none'
  const from = index.offsetAt(Math.min(first, count - 1))
  // An entry's offset is where the next one's data may begin, so the walk ends with the first entry behind the window.
  const to = behind < count ? index.offsetAt(behind) : file.size
  return from === 0 || to <= from ? 'all' : { from, to }
}

interface EntryIndex {
  readonly firstUs: number
  readonly lastUs: number
  readonly count: number
  offsetAt(index: number): number
  realtimeAt(index: number): number | null
}

/** What is asked of a file once, however often it is opened and however many windows are asked for. */
interface IndexFacts {
  readonly chain: EntryChain
  readonly firstUs: number
  readonly lastUs: number
}

const known = new Map<string, IndexFacts | 'unusable'>()
const MOST_KNOWN = 4096

function entryIndexOf(file: JournalFile): EntryIndex | null {
  if (file.problem !== undefined) return null
  const { fileId, nEntries, tailSeqnum, tailRealtimeUs, entryArrayOffset } = file.header
  const key = [file.path, file.size, fileId, nEntries, tailSeqnum, tailRealtimeUs, entryArrayOffset].join()
  let facts = known.get(key)
  if (facts === undefined) {
    facts = indexFacts(file) ?? 'unusable'
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, facts)
  }
  if (facts === 'unusable') return null
  const offsetAt = offsetsOf(file, facts.chain)
  return {
    firstUs: facts.firstUs,
    lastUs: facts.lastUs,
    count: nEntries,
    offsetAt,
    realtimeAt: (index) => momentOf(file, offsetAt(index), index)?.realtimeUs ?? null,
  }
}

/** Null when the array does not hold what the header counts, or the clock went back. */
function indexFacts(file: JournalFile): IndexFacts | null {
  const chain = entryChain(file, file.header.entryArrayOffset)
  const count = file.header.nEntries
  const room = chain.segments.reduce((sum, { capacity }) => sum + capacity, 0)
  if (chain.broken || count === 0 || count > room) return null
  const offsetAt = offsetsOf(file, chain)
  const moment = (index: number): Moment | null => momentOf(file, offsetAt(index), index)
  if (!runsForward(count, moment)) return null
  return { chain, firstUs: moment(0)!.realtimeUs, lastUs: moment(count - 1)!.realtimeUs }
}

/** Random access to the file's entries in order. */
function offsetsOf(file: JournalFile, { segments }: EntryChain): (index: number) => number {
  return (index) => {
    let rest = index
    for (const { itemsAt, capacity } of segments) {
      if (rest < capacity) return itemAt(file, itemsAt, rest)
      rest -= capacity
    }
    return 0
  }
}

interface Moment {
  readonly index: number
  readonly realtimeUs: number
  readonly monotonicUs: number
  readonly bootId: string
}

/**
 * Whether the wall clock never went back by more than a few minutes: inside a boot it is held against the boot's own clock, at the
 * seams of boots against the entry before. Looks at a few entries per boot only.
 */
function runsForward(count: number, moment: (index: number) => Moment | null): boolean {
  let looks = 0
  const between = (a: Moment, b: Moment): boolean => {
    if (a.bootId === b.bootId) return b.realtimeUs - a.realtimeUs > b.monotonicUs - a.monotonicUs - SLACK_US / 2
    if (b.index - a.index <= 1) return b.realtimeUs >= a.realtimeUs
    if (++looks > MOST_LOOKS) return false
    const middle = moment((a.index + b.index) >>> 1)
    return middle !== null && between(a, middle) && between(middle, b)
  }
  let before = moment(0)
  for (let part = 1; part <= PARTS; part++) {
    const next = moment(Math.floor(((count - 1) * part) / PARTS))
    if (before === null || next === null || !between(before, next)) return false
    before = next
  }
  return true
}

/** A clock that was set forth and back again inside one of these parts goes unnoticed. */
const PARTS = 16
const stamp = Buffer.alloc(ENTRY_ITEMS_AT)

/** Reads these few bytes only: the entries looked at lie far apart, and whole pages around them would be most of the file. */
function momentOf(file: JournalFile, offset: number, index: number): Moment | null {
  if (offset < file.header.headerSize || offset % 8 !== 0 || file.read(stamp, offset) < stamp.length || stamp[0] !== ENTRY) return null
  if (stampIn(stamp, 0, offset) === null) return null
  return { index, realtimeUs: readU64(stamp, 24), monotonicUs: readU64(stamp, 32), bootId: readId(stamp, 40) }
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
