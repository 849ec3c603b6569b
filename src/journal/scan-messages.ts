import { readU64 } from './bytes.ts'
import { itemOffsets } from './entry.ts'
import { type JournalFile, openJournalFile } from './file.ts'
import { ENTRIES, MESSAGES } from './find-objects.ts'
import { createMessageReader, LONGEST_TESTED, MESSAGE_NAME } from './message.ts'
import { DATA, ENTRY, objectAt, payloadAt } from './object.ts'
import { sampleMessages } from './message-sample.ts'
import { createPrefilter, type Prefilter } from './prefilter.ts'
import { windowRange } from './time-window.ts'
import { walkObjects } from './walk.ts'

export interface MessagePattern {
  readonly id: string
  /** A text that matches holds at least one of these (4 bytes or more each; ASCII case is ignored). */
  readonly literals: readonly string[]
  readonly regexp: RegExp
}

/** One distinct MESSAGE of one file that matches at least one pattern. */
export interface MessageHit {
  readonly file: string
  /** Offset of the message's DATA object in the file. */
  readonly offset: number
  readonly message: string
  /** Ids of the patterns that match, in the order given. */
  readonly patterns: readonly string[]
  /** How many entries of the file say this, as the file counts them; no entry was read for it. */
  readonly count: number
}

export interface ScanOptions {
  /** Look only where entries of this window (µs since the epoch, both ends included) can be; give `hitEntries` the same window for the exact ones. */
  readonly sinceUs?: number
  readonly untilUs?: number
}

const SMALLEST_ENTRY = 64

/**
 * Finds the distinct messages that match, over everything in the files: each message text is tested once however often it was
 * logged, and entries are not touched. Reads at the speed of the disk, in constant memory. Files that cannot be read give nothing. Hits come
 * per file in the order of first use. A message is what a program says: who said it is in the entry's trusted fields (`entryFields`).
 */
export function* scanMessages(
  files: readonly string[],
  patterns: readonly MessagePattern[],
  options: ScanOptions = {},
): Generator<MessageHit> {
  if (patterns.length === 0) return
  const prefilter = createPrefilter(
    patterns.map(({ literals }) => literals),
    sampleMessages(files),
  )
  const regexps = patterns.map(({ regexp }) => new RegExp(regexp.source, regexp.flags.replace(/[gy]/g, '')))
  for (const path of files) {
    const file = openJournalFile(path)
    try {
      yield* scanFile(file, prefilter, createTest(file, patterns, regexps, prefilter), options)
    } finally {
      file.close()
    }
  }
}

function* scanFile(
  file: JournalFile,
  prefilter: Prefilter,
  test: MessageTest,
  { sinceUs = -Infinity, untilUs = Infinity }: ScanOptions,
): Generator<MessageHit> {
  const range = sinceUs === -Infinity && untilUs === Infinity ? 'all' : windowRange(file, sinceUs, untilUs)
  if (range === 'none') return
  if (range === 'all') {
    const textAt = payloadAt(file) + MESSAGE_NAME.length
    for (const { bytes, words, base, positions, count } of walkObjects(file, MESSAGES)) {
      const kept = words === null ? count : prefilter.select(bytes, words, positions, count, textAt)
      for (let i = 0; i < kept; i++) {
        const hit = test(bytes, positions[i]!, base)
        if (hit !== null) yield hit
      }
    }
    return
  }
  // Messages first used in the window stand in its bytes; those used again in it stand before, and its entries point to them.
  const { compact } = file.header.flags
  const earlier = new Set<number>()
  const hits: MessageHit[] = []
  for (const { bytes, base, positions, count } of walkObjects(file, MESSAGES + ENTRIES, range)) {
    for (let i = 0; i < count; i++) {
      const at = positions[i]!
      if (bytes[at] === ENTRY) {
        for (const item of itemOffsets(bytes, at, bytes.readUInt32LE(at + 8), compact)) if (item < range.from) earlier.add(item)
      } else {
        const hit = test(bytes, at, base)
        if (hit !== null) hits.push(hit)
      }
    }
  }
  for (const position of [...earlier].sort((a, b) => a - b)) {
    const object = objectAt(file, position, DATA)
    const bytes = object === null ? null : file.view(position, object.size)
    const hit = bytes === null ? null : test(bytes, 0, position)
    if (hit !== null) yield hit
  }
  yield* hits
}

/** Tests the DATA object at `at` in `bytes`, where `bytes[0]` stands at `base` in the file. */
type MessageTest = (bytes: Buffer, at: number, base: number) => MessageHit | null

function createTest(file: JournalFile, patterns: readonly MessagePattern[], regexps: readonly RegExp[], prefilter: Prefilter): MessageTest {
  const read = createMessageReader(file)
  /** Never more entries than the file has room for. */
  const mostEntries = Math.floor(file.size / SMALLEST_ENTRY)
  return (bytes, at, base) => {
    const found = read(bytes, at)
    if (found === null) return null
    const candidates = prefilter.candidates(found.bytes, found.from, found.to)
    if (candidates.length === 0) return null
    const message = found.bytes.toString('utf8', found.from, found.to)
    const shown = message.length > LONGEST_TESTED ? message.slice(0, LONGEST_TESTED) : message
    const matching = candidates.toSorted((a, b) => a - b).filter((number) => regexps[number]!.test(shown))
    if (matching.length === 0) return null
    return {
      file: file.path,
      offset: base + at,
      message,
      patterns: matching.map((number) => patterns[number]!.id),
      count: Math.min(readU64(bytes, at + 56), mostEntries),
    }
  }
}
