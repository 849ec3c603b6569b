import { readU64 } from './bytes.ts'
import { holdsItem, itemOffsets, stampIn } from './entry.ts'
import { dataEntriesIn } from './entry-chain.ts'
import { type JournalFile, openJournalFile } from './file.ts'
import { ENTRIES, MESSAGES } from './find-objects.ts'
import { createGrowingTable, type GrowingTable } from './growing-table.ts'
import { createMessageReader, MESSAGE_NAME, testedText } from './message.ts'
import { sampleMessages } from './message-sample.ts'
import { ENTRY, objectBytes, payloadAt } from './object.ts'
import { createPrefilter } from './prefilter.ts'
import { windowRange } from './time-window.ts'
import { walkObjects } from './walk.ts'

/** What is looked for, and what becomes of it. */
export interface MessageSearch {
  /**
   * Literals of patterns whose messages are judged one by one: `judge` gets the patterns' numbers and the text, decoded only when asked
   * for, and gives 0 (to forget it) or a tag from 2 to 255 by the caller's own meaning; 1 is that of `unseen`.
   */
  readonly judged: readonly (readonly string[])[]
  judge(patterns: readonly number[], text: () => string): number
  /** Literals of messages that are kept unseen with the tag 1. */
  readonly unseen: readonly (readonly string[])[]
}

/** The tag of what was kept unseen. */
export const UNSEEN = 1

/** An entry that says a message which was kept. */
export interface LocatedEntry {
  /** Number of the file in the list given, and where in it the entry stands. */
  readonly file: number
  readonly offset: number
  /** Where in the file its message stands: `EntryReader.message` reads it. */
  readonly message: number
  readonly tag: number
  readonly realtimeUs: number
  readonly seqnum: number
}

/** µs since the epoch, both ends included. */
export interface TimeSpan {
  readonly sinceUs: number
  readonly untilUs: number
}

/** The messages that were kept, one row per distinct message of a file, in 20 bytes each: millions may be. */
export interface MessageTable {
  readonly rows: number
  /** How many entries say the kept messages with this tag, as the files count them. */
  count(tag: number): number
  /**
   * The entries that say the messages with these tags, by file and place; of `spans` (sorted, not overlapping) only those inside. Where a file's
   * index is damaged or incomplete the file is walked instead, so that no entry is lost.
   */
  entries(tags: readonly number[], spans?: readonly TimeSpan[]): LocatedEntry[]
}

/**
 * One walk over everything in the files that keeps where the messages stand which may matter, without touching an entry; which entries say
 * them can then be asked again and again, for a few hours at a time.
 */
export function findMessages(paths: readonly string[], { judged, judge, unseen }: MessageSearch): MessageTable {
  const sample = sampleMessages(paths)
  const prefilter = createPrefilter([...judged, ...unseen], sample)
  const important = createPrefilter(judged, sample)
  const table = createGrowingTable()
  const counts = new Float64Array(256)
  const rowsBefore = [0]
  paths.forEach((path) => {
    const file = openJournalFile(path)
    const read = createMessageReader(file)
    const textAt = payloadAt(file) + MESSAGE_NAME.length
    const mostEntries = Math.floor(file.size / 64)
    for (const { bytes, words, base, positions, count } of walkObjects(file, MESSAGES)) {
      const kept = words === null ? count : prefilter.select(bytes, words, positions, count, textAt)
      for (let n = 0; n < kept; n++) {
        const at = positions[n]!
        let tag = UNSEEN
        // Most of what is kept is kept unseen. A compressed text was not searched yet.
        if (words === null || bytes[at + 1] !== 0 || important.holds(bytes, words, at + textAt, at + bytes.readUInt32LE(at + 8))) {
          const found = read(bytes, at)
          const candidates = found === null ? [] : important.candidates(found.bytes, found.from, found.to)
          tag = candidates.length === 0 ? 0 : judge(candidates, () => testedText(found!))
          if (tag === 0 && found !== null && prefilter.candidates(found.bytes, found.from, found.to).some((n) => n >= judged.length))
            tag = UNSEEN
        }
        if (tag === 0) continue
        const uses = Math.min(readU64(bytes, at + 56), mostEntries)
        counts[tag]! += uses
        table.add(base + at, readU64(bytes, at + 40), uses, tag)
      }
    }
    file.close()
    rowsBefore.push(table.rows)
  })

  return {
    get rows() {
      return table.rows
    },
    count: (tag) => counts[tag]!,
    entries(tags, spans) {
      const wanted = new Uint8Array(256)
      for (const tag of tags) wanted[tag] = 1
      return paths.flatMap((path, number) => {
        const rows = { table, first: rowsBefore[number]!, end: rowsBefore[number + 1]!, wanted }
        if (rows.first === rows.end) return []
        const file = openJournalFile(path)
        try {
          return (indexedUsers(file, rows, spans) ?? walkedUsers(file, rows, spans)).map((found) => ({ file: number, ...found }))
        } finally {
          file.close()
        }
      })
    },
  }
}

type Located = Omit<LocatedEntry, 'file'>

interface Rows {
  readonly table: GrowingTable
  readonly first: number
  readonly end: number
  /** 1 for the tags that are asked for. */
  readonly wanted: Uint8Array
}

const EVERYWHERE = { from: 0, to: Infinity }

/** By the file's index; null when it is not whole or leads to entries that do not use the message. */
function indexedUsers(file: JournalFile, { table, first, end, wanted }: Rows, spans: readonly TimeSpan[] | undefined): Located[] | null {
  const ranges = spans === undefined ? [EVERYWHERE] : joinRanges(spans.flatMap((span) => rangesOf(file, span)))
  const inRange = (offset: number): boolean => ranges.some(({ from, to }) => offset >= from && offset < to)
  const located: Located[] = []
  for (let row = first; ranges.length > 0 && row < end; row++) {
    if (wanted[table.tag(row)] === 0) continue
    const message = table.offset(row)
    if (table.uses(row) === 1) {
      const offset = table.firstEntry(row)
      if (inRange(offset) && !locate(file, table, row, offset, spans, located)) return null
    } else
      for (const { from, to } of ranges) {
        const offsets = dataEntriesIn(file, message, from, to)
        if (offsets === null) return null
        for (const offset of offsets) if (!locate(file, table, row, offset, spans, located)) return null
      }
  }
  return located
}

/** Adds the entry at `offset` if it lies in the spans; false when it is none or does not use the message. */
function locate(
  file: JournalFile,
  table: GrowingTable,
  row: number,
  offset: number,
  spans: readonly TimeSpan[] | undefined,
  into: Located[],
): boolean {
  const message = table.offset(row)
  const bytes = objectBytes(file, offset, ENTRY)
  const stamp = bytes !== null && holdsItem(bytes, message, file.header.flags.compact) ? stampIn(bytes, 0, offset) : null
  if (stamp === null) return false
  if (isInside(spans, stamp.realtimeUs))
    into.push({ offset, message, tag: table.tag(row), realtimeUs: stamp.realtimeUs, seqnum: stamp.seqnum })
  return true
}

function rangesOf(file: JournalFile, { sinceUs, untilUs }: TimeSpan): { from: number; to: number }[] {
  const range = windowRange(file, sinceUs, untilUs)
  return range === 'none' ? [] : range === 'all' ? [EVERYWHERE] : [range]
}

/** A window is searched a little wider than asked, so that neighbours overlap. */
function joinRanges(ranges: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = []
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}

/** By looking at every entry of the file. */
function walkedUsers(file: JournalFile, { table, first, end, wanted }: Rows, spans: readonly TimeSpan[] | undefined): Located[] {
  const rowOf = new Map<number, number>()
  for (let row = first; row < end; row++) if (wanted[table.tag(row)] === 1) rowOf.set(table.offset(row), row)
  const located: Located[] = []
  for (const { bytes, base, positions, count } of walkObjects(file, ENTRIES)) {
    for (let n = 0; n < count; n++) {
      const at = positions[n]!
      for (const item of itemOffsets(bytes, at, bytes.readUInt32LE(at + 8), file.header.flags.compact)) {
        const row = rowOf.get(item)
        const stamp = row === undefined ? null : stampIn(bytes, at, base + at)
        if (row !== undefined && stamp !== null && isInside(spans, stamp.realtimeUs))
          located.push({ offset: base + at, message: item, tag: table.tag(row), realtimeUs: stamp.realtimeUs, seqnum: stamp.seqnum })
      }
    }
  }
  return located
}

function isInside(spans: readonly TimeSpan[] | undefined, timeUs: number): boolean {
  if (spans === undefined) return true
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans[middle]!.untilUs < timeUs) low = middle + 1
    else high = middle
  }
  return low < spans.length && spans[low]!.sinceUs <= timeUs
}
