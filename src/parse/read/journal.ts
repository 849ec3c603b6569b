import {
  createEntryReader,
  createPrefilter,
  findMessages,
  type JournalEntry,
  listBoots,
  type MessageBytes,
  type MessagePattern,
  readEntries,
  testedText,
  UNSEEN,
  type TimeSpan,
} from '../../journal/index.ts'
import type { LogRecord, RecordSource } from '../../model/index.ts'
import { isKeptField, recordOfFields } from './fields.ts'
import { chooseStretches, type Focus, isInside, mergeSpans } from './stretches.ts'
import type { LineChoice } from './choose-lines.ts'

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
  readonly focus?: Focus
  /** Which lines of a large text log are read. */
  readonly lines: LineChoice
}

/** What a reader of a journal tells besides its records. */
export interface ToldOfReading {
  readonly notes: string[]
  /** When not everything that may matter was read: where it was, in ms since the epoch. */
  whole?: readonly { readonly from: number; readonly to: number }[]
}

const SECOND_US = 1_000_000
/** A report may be printed a little before the line that was found, and goes on for seconds after it. */
const BEFORE_US = 2 * SECOND_US
const AFTER_US = 15 * SECOND_US
/** Of alike messages that matter only nearby so many are read in such a time. */
const ALIKE_CAP = 5
const ALIKE_US = 600 * SECOND_US
/** How much of a boot's end is read to see whether it ended in order. */
const BOOT_END_US = 20 * SECOND_US
/** A host that boots a thousand times boots alike: the first and the last hundreds are looked at. */
const BOOTS_CAP = 200

/** What a message is to the question; flags of the tags that are kept. */
const NEARBY = UNSEEN
const INTENT = 2
const FAULT = 4
const OPENS = 8
const MINE = 16
const INTENTS = [INTENT, INTENT | MINE]
const FAULTS = [FAULT, FAULT | OPENS, FAULT | MINE, FAULT | OPENS | MINE]

/**
 * The records of journal files of one machine, in order. With `wanted`, only those: messages are found without touching
 * entries, those that matter only near others are looked for only there, and whole stretches are read only around reports and
 * at the ends of boots. A month of journal then costs what its distinct messages cost. Of very many episodes only those that answer
 * the question are read with what is around them; `told` then gets a sentence that says so.
 */
export function* journalRecords(
  paths: readonly string[],
  who: (path: string) => RecordSource,
  wanted?: Wanted,
  told: ToldOfReading = { notes: [] },
): Generator<LogRecord> {
  if (!wanted) {
    for (const entry of readEntries(paths, { wants: isKeptField })) {
      const record = recordOfEntry(entry, who(entry.file))
      if (record) yield record
    }
    return
  }
  const table = findMessages(paths, {
    judged: wanted.anchors.map(({ literals }) => literals),
    judge: judgeOf(wanted),
    unseen: wanted.nearby.map(({ literals }) => literals),
  })
  const faults = table.entries(FAULTS)
  let stretches = chooseStretches(faults.map(anchorOf), wanted.focus)
  // What was asked for is told only where there is room beside what broke, or where the question may be about it.
  if (stretches.room || wanted.focus?.guest !== undefined || wanted.focus?.at !== undefined)
    stretches = chooseStretches([...faults, ...table.entries(INTENTS)].map(anchorOf), wanted.focus)
  const { chosen } = stretches
  if (!stretches.room) {
    told.notes.push(partialNote(who(paths[0]!), faults.length, table.count(INTENT) + table.count(INTENT | MINE)))
    told.whole = chosen.map(({ sinceUs, untilUs }) => ({ from: sinceUs / 1000, to: untilUs / 1000 }))
  }
  const located = [...table.entries([NEARBY, ...INTENTS], chosen), ...faults].toSorted(
    (a, b) => a.realtimeUs - b.realtimeUs || a.seqnum - b.seqnum,
  )
  const boots = listBoots(paths)
  const whole = mergeSpans([
    ...located
      .filter(({ tag, realtimeUs }) => (tag & OPENS) !== 0 && isInside(chosen, realtimeUs))
      .map(({ realtimeUs }) => ({ sinceUs: realtimeUs - BEFORE_US, untilUs: realtimeUs + AFTER_US })),
    ...(boots.length > BOOTS_CAP ? [...boots.slice(0, BOOTS_CAP / 2), ...boots.slice(-BOOTS_CAP / 2)] : boots).flatMap(
      ({ first, last }) => [
        { sinceUs: last.realtimeUs - BOOT_END_US, untilUs: last.realtimeUs },
        { sinceUs: first.realtimeUs, untilUs: first.realtimeUs },
      ],
    ),
  ])
  const reader = createEntryReader(isKeptField)
  try {
    const isWorthReading = createNearbyTest(wanted.nearby)
    let next = 0
    let before: JournalEntry | null = null
    for (const { file, offset, message, realtimeUs, tag } of located) {
      while (next < whole.length && whole[next]!.sinceUs <= realtimeUs) yield* spanRecords(paths, who, whole[next++]!)
      if (isInside(whole, realtimeUs)) continue
      if (tag === NEARBY && !isWorthReading(reader.message(paths[file]!, message), realtimeUs)) continue
      const entry = reader.entry(paths[file]!, offset)
      if (entry && before && isCopy(entry, before)) continue
      before = entry
      const record = entry && recordOfEntry(entry, who(paths[file]!))
      if (record) yield record
    }
    while (next < whole.length) yield* spanRecords(paths, who, whole[next++]!)
  } finally {
    reader.close()
  }
}

function judgeOf({ anchors, intents, opens, focus }: Wanted) {
  const regexps = anchors.map(({ regexp }) => new RegExp(regexp.source, regexp.flags.replace(/[gy]/g, '')))
  const isIntent = anchors.map(({ id }) => intents.has(id))
  const mine = focus?.guest === undefined ? null : new RegExp(`(?<![\\d.])${focus.guest}(?![\\d.]*\\d)`)
  return (patterns: readonly number[], text: () => string): number => {
    const message = text()
    let tag = 0
    for (const number of patterns) {
      const better = isIntent[number] ? INTENT : FAULT
      if (tag < better && regexps[number]!.test(message)) tag = better
    }
    if (tag === 0) return 0
    const flags = mine?.test(message) ? MINE : 0
    return tag === FAULT && opens.test(message) ? FAULT | OPENS | flags : tag | flags
  }
}

/** One entry in two files: one of them was collected twice, or /run and /var both hold it after a flush. */
const isCopy = (a: JournalEntry, b: JournalEntry): boolean =>
  a.file !== b.file &&
  a.realtimeUs === b.realtimeUs &&
  a.monotonicUs === b.monotonicUs &&
  a.contentHash === b.contentHash &&
  a.bootId === b.bootId

const anchorOf = ({ realtimeUs, tag }: { realtimeUs: number; tag: number }) => ({
  realtimeUs,
  intent: (tag & FAULT) === 0,
  mine: (tag & MINE) !== 0,
})

const partialNote = ({ stream, file }: RecordSource, faults: number, intents: number): string =>
  `${stream ?? file} is long: ${faults} lines in it tell of faults and ends, ${intents} of requests. Around the most relevant of them everything was read, elsewhere only what broke. --at, --since, --until and --subject choose others.`

/**
 * Whether a message that holds the literal of something that matters nearby is worth its entry: it matches, and it was not said five times
 * already with other figures in these ten minutes (a slow daemon says so every ten seconds for hours).
 */
function createNearbyTest(nearby: readonly MessagePattern[]): (message: MessageBytes | null, realtimeUs: number) => boolean {
  if (nearby.length === 0) return () => false
  const prefilter = createPrefilter(nearby.map(({ literals }) => literals))
  const given = new Map<string, number>()
  let slot = -1
  return (found, realtimeUs) => {
    if (found === null) return false
    const candidates = prefilter.candidates(found.bytes, found.from, found.to)
    const message = testedText(found)
    if (!candidates.some((number) => nearby[number]!.regexp.test(message))) return false
    const now = Math.floor(realtimeUs / ALIKE_US)
    if (now !== slot) given.clear()
    slot = now
    const key = message.replace(/\d+\.\d+/g, '#')
    const before = given.get(key) ?? 0
    given.set(key, before + 1)
    return before < ALIKE_CAP
  }
}

function* spanRecords(paths: readonly string[], who: (path: string) => RecordSource, span: TimeSpan): Generator<LogRecord> {
  for (const entry of readEntries(paths, { ...span, wants: isKeptField })) {
    const record = recordOfEntry(entry, who(entry.file))
    if (record) yield record
  }
}

function recordOfEntry(entry: JournalEntry, who: RecordSource): LogRecord | null {
  const fields: Record<string, string> = {}
  for (const [name, values] of entry.fields) fields[name] = values.at(-1) ?? ''
  fields['__REALTIME_TIMESTAMP'] = String(entry.realtimeUs)
  fields['__MONOTONIC_TIMESTAMP'] = String(entry.monotonicUs)
  fields['__CURSOR'] = entry.cursor
  fields['_BOOT_ID'] ??= entry.bootId
  return recordOfFields(who, entry.seqnum, fields)
}
