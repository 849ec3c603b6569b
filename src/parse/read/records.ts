import { loadXz, openJournalFile } from '../../journal/index.ts'
import type { LogRecord, RecordSource, Side } from '../../model/index.ts'
import { createLineChooser, type LineChoice, type LineContext } from './choose-lines.ts'
import { readExport } from './export.ts'
import { fieldsOfJson, recordOfFields } from './fields.ts'
import { journalRecords, type ToldOfReading, type Wanted } from './journal.ts'
import { asUtf8, linesOf, type PhysicalLine } from './lines.ts'
import { createSettler, type Settler } from './settle.ts'
import { createTextReader } from './text-records.ts'

export interface ReadableSource {
  readonly file: string
  readonly side: Side
  readonly node?: string
  readonly content: 'text' | 'journal' | 'json'
  readonly collected?: RecordSource['collected']
  /** Taken from all its times. */
  readonly clockAheadMs?: number
  /** Shown names of the files of one journal by path. */
  readonly journalFiles?: ReadonlyMap<string, string>
  open(): AsyncIterable<Uint8Array>
  /** The same, in buffers that are filled again: a chunk is valid until seven later ones were asked for. */
  scan?(): AsyncIterable<Uint8Array>
}

export interface SourceStatistics {
  readonly records: number
  readonly first: number | null
  readonly last: number | null
  /** Why the source is not whole; undefined when nothing is known against it. */
  readonly damage?: string
  readonly notes: readonly string[]
  /** When not everything that may matter was read: where it was, in ms since the epoch. */
  readonly whole?: ToldOfReading['whole']
}

export interface RecordReader {
  readonly records: AsyncIterable<LogRecord>
  /** The same, as many at a time as come with one piece of the file. To be used instead of `records`: waiting for each one takes longer than reading it. */
  readonly batches: AsyncIterable<readonly LogRecord[]>
  /** Valid once `records` or `batches` has ended. */
  statistics(): SourceStatistics
}

export interface ReadingOptions {
  /** IANA zone for stamps that carry none. */
  readonly zone: string
  /** The newest date known, for stamps without a year. */
  readonly reference: number | null
  /** False when no line prints a year and the reference is only a guess at one. */
  readonly dated?: boolean
  /** What of a journal is needed; everything unless given. */
  readonly wanted?: Wanted
  /** Which lines of a text log are needed; those of `wanted` unless given. */
  readonly lines?: LineChoice
}

const JSON_CAP = 16 * 1024 * 1024

/** The records of one source, in their order, in constant memory. Never throws for what is in the file. */
export function readRecords(source: ReadableSource, options: ReadingOptions): RecordReader {
  const state = {
    records: 0,
    first: null as number | null,
    last: null as number | null,
    cut: 0,
    broken: 0,
    damage: undefined as string | undefined,
    journal: { entries: 0, from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY, told: { notes: [] } as ToldOfReading },
  }
  const settler = createSettler(source.file, options.zone, options.reference, options.dated)
  const who: RecordSource = {
    file: source.file,
    side: source.side,
    ...(source.node === undefined ? {} : { node: source.node }),
    ...(source.collected === undefined ? {} : { collected: source.collected }),
  }
  const takenAt = source.collected?.takenAt ?? null

  const count = (told: LogRecord): LogRecord => {
    // How things are is of the moment in which they were asked for; a time of its own comes first.
    const at = told.at === null ? (told.stamp === 'none' ? takenAt : null) : told.at - (source.clockAheadMs ?? 0)
    const record: LogRecord = at === told.at ? told : { ...told, at, ...(told.at === null ? { stamp: 'absolute' as const } : {}) }
    state.records++
    if (record.at !== null) {
      state.first = state.first === null ? record.at : Math.min(state.first, record.at)
      state.last = state.last === null ? record.at : Math.max(state.last, record.at)
    }
    return record
  }
  async function* batches(): AsyncGenerator<LogRecord[]> {
    try {
      for await (const batch of batchesOf(source, who, settler, state, options)) {
        for (let n = 0; n < batch.length; n++) batch[n] = count(batch[n]!)
        yield batch
      }
    } catch (error) {
      state.damage = `reading stopped: ${(error as Error).message}`
    }
  }
  async function* records(): AsyncGenerator<LogRecord> {
    for await (const batch of batches()) yield* batch
  }
  return {
    records: records(),
    batches: batches(),
    statistics: () => ({
      records: Math.max(state.records, state.journal.entries),
      first: state.journal.entries > 0 ? state.journal.from : state.first,
      last: state.journal.entries > 0 ? state.journal.to : state.last,
      ...(state.damage === undefined ? {} : { damage: state.damage }),
      ...(state.journal.told.whole === undefined ? {} : { whole: state.journal.told.whole }),
      notes: [
        ...settler.notes(),
        ...state.journal.told.notes,
        ...(state.cut > 0 ? [`${source.file}: ${state.cut} lines were longer than 1 MiB and were cut.`] : []),
        ...(state.broken > 0 ? [`${source.file}: ${state.broken} lines are no whole JSON objects and were not read.`] : []),
      ],
    }),
  }
}

interface State {
  records: number
  /** Lines longer than the cap, and lines that should be JSON and are not. */
  cut: number
  broken: number
  damage: string | undefined
  /** What the headers of journal files say they hold; not every entry may have been read. */
  journal: { entries: number; from: number; to: number; told: ToldOfReading }
}

async function* batchesOf(
  source: ReadableSource,
  who: RecordSource,
  settler: Settler,
  state: State,
  { wanted, lines = wanted?.lines }: ReadingOptions,
): AsyncGenerator<LogRecord[]> {
  if (source.content === 'journal' && source.journalFiles !== undefined) {
    yield* fromJournal(source.journalFiles, who, state, wanted)
    return
  }
  const [head, bytes] = await peek(asUtf8(source.scan?.() ?? source.open()))
  const start = Buffer.from(head).toString('utf8', 0, 4096).trimStart()
  if (/^(?:__CURSOR|__REALTIME_TIMESTAMP)=/.test(start)) yield* exportRecords(bytes, who)
  else if (/^\{.*"(?:__REALTIME_TIMESTAMP|MESSAGE|_BOOT_ID)"/s.test(start)) yield* jsonLines(bytes, who, state, lines)
  else if (/^[[{]\s*["{[\]}]/.test(start) && !/^\{.*\}\r?\n\{/.test(start)) yield* wholeJson(bytes, who, state)
  else yield* textRecords(bytes, who, settler, state, lines)
}

async function* textRecords(
  bytes: AsyncIterable<Buffer>,
  who: RecordSource,
  settler: Settler,
  state: State,
  choice: LineChoice | undefined,
): AsyncGenerator<LogRecord[]> {
  const reader = createTextReader(who, settler)
  for await (const lines of choice ? chosenLines(bytes, choice, reader, state) : linesOf(bytes)) {
    const batch: LogRecord[] = []
    for (const line of lines) {
      if (line.cut) state.cut++
      const record = reader.line(line)
      if (record) batch.push(record)
    }
    yield batch
  }
  const record = reader.end()
  if (record) yield [record]
}

async function* chosenLines(
  bytes: AsyncIterable<Buffer>,
  choice: LineChoice,
  context: LineContext,
  state: State,
  cap?: number,
): AsyncGenerator<PhysicalLine[]> {
  const chooser = createLineChooser(choice, context, cap)
  for await (const chunk of bytes) yield chooser.cut(chunk)
  yield chooser.end()
  state.records += chooser.passedOver()
}

async function* exportRecords(bytes: AsyncIterable<Buffer>, who: RecordSource): AsyncGenerator<LogRecord[]> {
  let number = 0
  for await (const entries of readExport(bytes))
    yield entries.flatMap((fields) => {
      number++
      return recordOfFields(who, number, fields) ?? []
    })
}

/** Below this a journal is read whole: it takes no time, and nothing can be missed. */
const READ_WHOLE_BYTES = 48 * 1024 * 1024

async function* fromJournal(
  files: ReadonlyMap<string, string>,
  who: RecordSource,
  state: State,
  wanted: Wanted | undefined,
): AsyncGenerator<LogRecord[]> {
  let bytes = 0
  let xz = false
  for (const path of files.keys()) {
    const file = openJournalFile(path)
    bytes += file.size
    xz ||= file.header.flags.xz
    if (file.problem !== undefined) state.damage ??= `${files.get(path)}: ${file.problem}`
    else {
      state.journal.entries += file.header.nEntries
      state.journal.from = Math.min(state.journal.from, file.header.headRealtimeUs / 1000)
      state.journal.to = Math.max(state.journal.to, file.header.tailRealtimeUs / 1000)
    }
    file.close()
  }
  if (xz) await loadXz()
  const sources = new Map<string, RecordSource>()
  const source = (path: string): RecordSource => {
    let known = sources.get(path)
    if (known === undefined) sources.set(path, (known = { ...who, file: files.get(path) ?? who.file, stream: who.file }))
    return known
  }
  let batch: LogRecord[] = []
  for (const record of journalRecords([...files.keys()], source, bytes > READ_WHOLE_BYTES ? wanted : undefined, state.journal.told)) {
    batch.push(record)
    if (batch.length < JOURNAL_BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

const JOURNAL_BATCH = 256

async function* jsonLines(
  bytes: AsyncIterable<Buffer>,
  who: RecordSource,
  state: State,
  choice: LineChoice | undefined,
): AsyncGenerator<LogRecord[]> {
  for await (const lines of choice
    ? chosenLines(bytes, { ...choice, literals: choice.literals.map(asInJson) }, EVERY_LINE, state, JSON_CAP)
    : linesOf(bytes, JSON_CAP)) {
    const batch: LogRecord[] = []
    for (const { text, number } of lines) {
      if (!text.startsWith('{')) continue
      let entry: Record<string, unknown>
      try {
        entry = JSON.parse(text) as Record<string, unknown>
      } catch {
        // A cut line; journalctl was stopped while writing it.
        state.broken++
        continue
      }
      const record = recordOfFields(who, number, fieldsOfJson(entry))
      if (record) batch.push(record)
    }
    yield batch
  }
}

/** Every line of JSON is an entry of its own, of which only the message is looked at. */
const EVERY_LINE: LineContext = { standsAlone: () => true, lookIn: messageInJson }
const MESSAGE_KEY = Buffer.from('"MESSAGE":"')
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Where the message stands in a line as journalctl prints it; the whole line when it is written otherwise. */
function messageInJson(line: Buffer, from: number, to: number): readonly [number, number] {
  const key = line.subarray(from, to).indexOf(MESSAGE_KEY)
  if (key < 0) return [from, to]
  const start = from + key + MESSAGE_KEY.length
  for (let end = line.indexOf(QUOTE, start); end >= 0 && end < to; end = line.indexOf(QUOTE, end + 1)) {
    let escapes = 0
    while (line[end - 1 - escapes] === BACKSLASH) escapes++
    if (escapes % 2 === 0) return [start, end]
  }
  return [from, to]
}
const asInJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** Command output as JSON (`pvesh … --output-format json`): one record, whole. */
async function* wholeJson(bytes: AsyncIterable<Buffer>, who: RecordSource, state: State): AsyncGenerator<LogRecord[]> {
  const parts: string[] = []
  let size = 0
  for await (const lines of linesOf(bytes)) {
    for (const { text } of lines) {
      parts.push(text)
      size += text.length
    }
    if (size > JSON_CAP) {
      state.damage = 'longer than 16 MiB of JSON; the rest was not read'
      break
    }
  }
  const message = parts.join('\n')
  yield [{ source: who, line: 1, text: parts[0] ?? '', message, at: null, stamp: 'none', transport: 'unknown' }]
}

/** The first chunk of a stream, and the whole stream again. */
async function peek(bytes: AsyncIterable<Buffer>): Promise<[Buffer, AsyncIterable<Buffer>]> {
  const iterator = bytes[Symbol.asyncIterator]()
  // A pipe may give a few bytes at a time; what a file is must not depend on it.
  const taken: Buffer[] = []
  let size = 0
  while (size < HEAD_BYTES) {
    const next = await iterator.next()
    if (next.done) break
    taken.push(size === 0 && next.value.length >= HEAD_BYTES ? next.value : Buffer.from(next.value))
    size += next.value.length
  }
  const head = taken.length === 1 ? taken[0]! : Buffer.concat(taken)
  async function* whole(): AsyncGenerator<Buffer> {
    try {
      if (size > 0) yield head
      for (;;) {
        const next = await iterator.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      // A reader that stops early must not leave the file open.
      await iterator.return?.()
    }
  }
  return [head, whole()]
}

const HEAD_BYTES = 4096
