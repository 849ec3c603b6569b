import {
  createHitReader,
  hitEntries,
  type HitEntry,
  type JournalEntry,
  listBoots,
  type MessagePattern,
  readEntries,
  scanMessages,
} from '../../journal/index.ts'
import type { LogRecord, RecordSource } from '../../model/index.ts'
import { recordOfFields } from './fields.ts'

/** What of a journal is wanted. */
export interface Wanted {
  /** Messages that may be part of an outage: looked for everywhere. */
  readonly anchors: readonly MessagePattern[]
  /** Messages that matter only near an anchor: work that began, services that were slow, what came back. */
  readonly nearby: readonly MessagePattern[]
  /** Ids of anchors that only say what somebody asked for. */
  readonly intents: ReadonlySet<string>
  /** A message after which the kernel goes on for many lines: a memory report, a trace. */
  readonly opens: RegExp
}

interface Window {
  readonly sinceUs: number
  readonly untilUs: number
}

const SECOND_US = 1_000_000
/** How far around an anchor the other messages are looked for; around what somebody asked for, less matters. */
const NEARBY_US = 3600 * SECOND_US
const NEAR_INTENT_US = 120 * SECOND_US
/** A report may be printed a little before the line that was found, and goes on for seconds after it. */
const BEFORE_US = 2 * SECOND_US
const AFTER_US = 15 * SECOND_US
/** Of alike messages that matter only nearby so many are read in such a time. */
const ALIKE_CAP = 5
const ALIKE_US = 600 * SECOND_US
/** How much of a boot's end is read to see whether it ended in order. */
const BOOT_END_US = 20 * SECOND_US
/** A host that reports a thousand times reports the same thing: the first and the last hundreds are read whole. */
const WINDOW_CAP = 400

/**
 * The records of journal files of one machine, in order. With `wanted`, only those: messages are found without touching
 * entries, those that matter only near others are looked for only there, and whole stretches are read only around reports and
 * at the ends of boots. A month of journal then costs what its distinct messages cost.
 */
export function* journalRecords(paths: readonly string[], who: (path: string) => RecordSource, wanted?: Wanted): Generator<LogRecord> {
  if (!wanted) {
    for (const entry of readEntries(paths)) {
      const record = recordOfEntry(entry, who(entry.file))
      if (record) yield record
    }
    return
  }
  const anchors = hitEntries(scanMessages(paths, wanted.anchors))
  const hits = [...anchors, ...nearbyEntries(paths, wanted, anchors)].toSorted((a, b) => a.realtimeUs - b.realtimeUs || a.seqnum - b.seqnum)
  const windows = mergeWindows([
    ...hits
      .filter(({ hit }) => wanted.opens.test(hit.message))
      .map((hit) => ({ sinceUs: hit.realtimeUs - BEFORE_US, untilUs: hit.realtimeUs + AFTER_US })),
    ...listBoots(paths).flatMap(({ first, last }) => [
      { sinceUs: last.realtimeUs - BOOT_END_US, untilUs: last.realtimeUs },
      { sinceUs: first.realtimeUs, untilUs: first.realtimeUs },
    ]),
  ])
  const reader = createHitReader()
  try {
    let next = 0
    for (const hit of hits) {
      while (next < windows.length && windows[next]!.sinceUs <= hit.realtimeUs) yield* windowRecords(paths, who, windows[next++]!)
      if (inside(windows, hit)) continue
      const entry = reader.entry(hit)
      const record = entry && recordOfEntry(entry, who(hit.hit.file))
      if (record) yield record
    }
    while (next < windows.length) yield* windowRecords(paths, who, windows[next++]!)
  } finally {
    reader.close()
  }
}

function nearbyEntries(paths: readonly string[], { nearby: patterns, intents }: Wanted, anchors: readonly HitEntry[]): HitEntry[] {
  const around = mergeWindows(
    anchors.map(({ hit, realtimeUs }) => {
      const reach = hit.patterns.every((id) => intents.has(id)) ? NEAR_INTENT_US : NEARBY_US
      return { sinceUs: realtimeUs - reach, untilUs: realtimeUs + reach }
    }),
    Number.POSITIVE_INFINITY,
  )
  const known = new Set(anchors.map(({ hit, offset }) => `${hit.file}:${offset}`))
  const given = new Map<string, number>()
  // One walk over everything is cheaper than many over windows: each would have to look up messages first used before it.
  return hitEntries(around.length === 0 ? [] : scanMessages(paths, patterns)).filter((entry) => {
    const { hit, offset, realtimeUs } = entry
    if (!inside(around, entry) || known.has(`${hit.file}:${offset}`)) return false
    // The same thing said with other figures: a slow daemon says so every ten seconds for hours.
    const key = `${hit.message.replace(/\d+\.\d+/g, '#')}|${Math.floor(realtimeUs / ALIKE_US)}`
    const before = given.get(key) ?? 0
    given.set(key, before + 1)
    return before < ALIKE_CAP
  })
}

function* windowRecords(paths: readonly string[], who: (path: string) => RecordSource, window: Window): Generator<LogRecord> {
  for (const entry of readEntries(paths, window)) {
    const record = recordOfEntry(entry, who(entry.file))
    if (record) yield record
  }
}

/** Overlapping windows become one, in order of time; of very many the first and the last remain. */
function mergeWindows(windows: readonly Window[], cap = WINDOW_CAP): Window[] {
  const merged: Window[] = []
  for (const window of windows.toSorted((a, b) => a.sinceUs - b.sinceUs)) {
    const last = merged.at(-1)
    if (last && window.sinceUs <= last.untilUs)
      merged[merged.length - 1] = { sinceUs: last.sinceUs, untilUs: Math.max(last.untilUs, window.untilUs) }
    else merged.push(window)
  }
  return merged.length <= cap ? merged : [...merged.slice(0, cap / 2), ...merged.slice(-cap / 2)]
}

/** Bisection: the windows are sorted and do not overlap. */
function inside(windows: readonly Window[], { realtimeUs }: HitEntry): boolean {
  let low = 0
  let high = windows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (windows[middle]!.untilUs < realtimeUs) low = middle + 1
    else high = middle
  }
  const window = windows[low]
  return window !== undefined && window.sinceUs <= realtimeUs
}

function recordOfEntry(entry: JournalEntry, who: RecordSource): LogRecord | null {
  const fields: Record<string, string> = {}
  for (const [name, values] of entry.fields) fields[name] = values.at(-1) ?? ''
  fields['__REALTIME_TIMESTAMP'] = String(entry.realtimeUs)
  fields['__MONOTONIC_TIMESTAMP'] = String(entry.monotonicUs)
  fields['__CURSOR'] = entry.cursor
  fields['_BOOT_ID'] ??= entry.bootId
  return recordOfFields(who, Number(entry.seqnum), fields)
}
