import { loadXz, openJournalFile } from '../../journal/index.ts'
import type { LogRecord, RecordSource, Side } from '../../model/index.ts'
import type { LineFormat, ParsedLine } from '../define.ts'
import { formats } from '../index.generated.ts'
import { readExport } from './export.ts'
import { fieldsOfJson, recordOfFields, stripControls } from './fields.ts'
import { journalRecords, type ToldOfReading, type Wanted } from './journal.ts'
import { type PhysicalLine, readLines } from './lines.ts'
import { createSettler, type Settler } from './settle.ts'

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
  /** Valid once `records` has ended. */
  statistics(): SourceStatistics
}

const CONTINUATION_CAP = 400
const MESSAGE_CAP = 256 * 1024
const JSON_CAP = 16 * 1024 * 1024

/** The records of one source, in their order, in constant memory. Never throws for what is in the file. */
export function readRecords(source: ReadableSource, options: { zone: string; reference: number | null; wanted?: Wanted }): RecordReader {
  const state = {
    records: 0,
    first: null as number | null,
    last: null as number | null,
    cut: 0,
    damage: undefined as string | undefined,
    journal: { entries: 0, from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY, told: { notes: [] } as ToldOfReading },
  }
  const settler = createSettler(source.file, options.zone, options.reference)
  const who: RecordSource = {
    file: source.file,
    side: source.side,
    ...(source.node === undefined ? {} : { node: source.node }),
    ...(source.collected === undefined ? {} : { collected: source.collected }),
  }
  const takenAt = source.collected?.takenAt ?? null

  async function* records(): AsyncGenerator<LogRecord> {
    try {
      for await (const told of recordsOf(source, who, settler, state, options.wanted)) {
        // How things are is of the moment in which they were asked for; a time of its own comes first.
        const at = told.at === null ? (told.stamp === 'none' ? takenAt : null) : told.at - (source.clockAheadMs ?? 0)
        const record: LogRecord = at === told.at ? told : { ...told, at, ...(told.at === null ? { stamp: 'absolute' as const } : {}) }
        state.records++
        if (record.at !== null) {
          state.first = state.first === null ? record.at : Math.min(state.first, record.at)
          state.last = state.last === null ? record.at : Math.max(state.last, record.at)
        }
        yield record
      }
    } catch (error) {
      state.damage = `reading stopped: ${(error as Error).message}`
    }
  }
  return {
    records: records(),
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
      ],
    }),
  }
}

interface State {
  cut: number
  damage: string | undefined
  /** What the headers of journal files say they hold; not every entry may have been read. */
  journal: { entries: number; from: number; to: number; told: ToldOfReading }
}

async function* recordsOf(
  source: ReadableSource,
  who: RecordSource,
  settler: Settler,
  state: State,
  wanted?: Wanted,
): AsyncGenerator<LogRecord> {
  if (source.content === 'journal' && source.journalFiles !== undefined) {
    yield* fromJournal(source.journalFiles, who, state, wanted)
    return
  }
  const [head, bytes] = await peek(source.open())
  const start = Buffer.from(head)
    .toString('utf8', 0, 4096)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^(?:__CURSOR|__REALTIME_TIMESTAMP)=/.test(start)) {
    let number = 0
    for await (const fields of readExport(bytes)) {
      const record = recordOfFields(who, ++number, fields)
      if (record) yield record
    }
  } else if (/^\{.*"(?:__REALTIME_TIMESTAMP|MESSAGE|_BOOT_ID)"/s.test(start)) yield* jsonLines(bytes, who)
  else if (/^[[{]\s*["{[\]}]/.test(start) && !/^\{.*\}\r?\n\{/.test(start)) yield* wholeJson(bytes, who, state)
  else yield* textRecords(bytes, who, settler, state)
}

/** Below this a journal is read whole: it takes no time, and nothing can be missed. */
const READ_WHOLE_BYTES = 48 * 1024 * 1024

async function* fromJournal(
  files: ReadonlyMap<string, string>,
  who: RecordSource,
  state: State,
  wanted: Wanted | undefined,
): AsyncGenerator<LogRecord> {
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
  yield* journalRecords([...files.keys()], source, bytes > READ_WHOLE_BYTES ? wanted : undefined, state.journal.told)
}

async function* jsonLines(bytes: AsyncIterable<Uint8Array>, who: RecordSource): AsyncGenerator<LogRecord> {
  for await (const { text, number } of readLines(bytes)) {
    if (!text.startsWith('{')) continue
    try {
      const record = recordOfFields(who, number, fieldsOfJson(JSON.parse(text) as Record<string, unknown>))
      if (record) yield record
    } catch {
      // A cut line; journalctl was stopped while writing it.
    }
  }
}

/** Command output as JSON (`pvesh … --output-format json`): one record, whole. */
async function* wholeJson(bytes: AsyncIterable<Uint8Array>, who: RecordSource, state: State): AsyncGenerator<LogRecord> {
  const parts: string[] = []
  let size = 0
  for await (const { text } of readLines(bytes)) {
    parts.push(text)
    size += text.length
    if (size > JSON_CAP) {
      state.damage = 'longer than 16 MiB of JSON; the rest was not read'
      break
    }
  }
  const message = parts.join('\n')
  yield { source: who, line: 1, text: parts[0] ?? '', message, at: null, stamp: 'none', transport: 'unknown' }
}

const BOOT_MARK = /^-- (?:Boot [0-9a-f]{32}|Reboot|No entries|Logs begin .*|Journal begins .*) ?-*/
const GAP = /^(?:\s*|\s*(?:\.{3,}|…|\[\.\.\.\]|\[…\])\s*)$/

/** Commands indent the rows of their tables and their `key: value` lines: these have not wrapped. */
const ROW = /\S\s{2,}\S.*\s{2,}\S|^\s+[a-z]+: |^\s+\S+\s+\S+\s+twi|^\s+\d{3,9}\s/

interface Building {
  record: LogRecord
  parts: string[]
  size: number
  continuation: { line: number; text: string }[]
}

async function* textRecords(
  bytes: AsyncIterable<Uint8Array>,
  who: RecordSource,
  settler: Settler,
  state: State,
): AsyncGenerator<LogRecord> {
  const order = formats.toSorted((a, b) => a.rank - b.rank)
  let favourite: LineFormat | undefined
  let building: Building | null = null
  /** Whose words an unprefixed line continues. */
  let before: LogRecord | null = null

  const parse = (text: string): ParsedLine | null => {
    if (favourite) {
      const parsed = favourite.parse(text)
      if (parsed && favourite.rank < 50) return parsed
    }
    for (const format of order) {
      const parsed = format.parse(text)
      if (parsed) {
        favourite = format
        return parsed
      }
    }
    return null
  }
  const done = (): LogRecord | null => {
    if (!building) return null
    const { record, parts, continuation } = building
    building = null
    return continuation.length === 0 ? record : { ...record, message: parts.join('\n'), continuation }
  }

  for await (const line of readLines(bytes)) {
    if (line.cut) state.cut++
    const text = stripControls(line.text)
    if (text.startsWith('░░')) continue
    if (GAP.test(text)) {
      const record = done()
      if (record) yield record
      before = null
      continue
    }
    const indented = text.charCodeAt(0) === 32 || text.charCodeAt(0) === 9
    const mayWrap = building !== null && (building.record.stamp !== 'none' || building.record.ident !== undefined || !ROW.test(text))
    if (
      indented &&
      building &&
      mayWrap &&
      building.continuation.length < CONTINUATION_CAP &&
      building.size < MESSAGE_CAP &&
      !/^\s+\[\s*\d+\.\d+\]/.test(text)
    ) {
      const part = text.trim()
      building.parts.push(part)
      building.size += part.length
      building.continuation.push({ line: line.number, text: line.text })
      continue
    }
    const record = done()
    if (record) yield record
    const next = recordOfText(line, text, parse(BOOT_MARK.test(text) ? '' : text), before, who, settler)
    if (!next.inherits && next.stamp !== 'none') before = next
    else if (!next.inherits) before = next.ident === undefined ? before : next
    building = { record: next, parts: [next.message], size: next.message.length, continuation: [] }
  }
  const record = done()
  if (record) yield record
}

function recordOfText(
  line: PhysicalLine,
  text: string,
  parsed: ParsedLine | null,
  before: LogRecord | null,
  who: RecordSource,
  settler: Settler,
): LogRecord {
  const base = { source: who, line: line.number, text: line.text }
  if (parsed) {
    const settled = parsed.time ? settler.settle(parsed.time) : { at: null, stamp: 'none' as const }
    return {
      ...base,
      message: parsed.message,
      ...settled,
      ...(parsed.host === undefined ? {} : { host: parsed.host }),
      ...(parsed.ident === undefined ? {} : { ident: parsed.ident }),
      ...(parsed.pid === undefined ? {} : { pid: parsed.pid }),
      transport: parsed.transport,
    }
  }
  if (BOOT_MARK.test(text))
    return { ...base, message: text, at: before?.at ?? null, stamp: 'none', ident: 'journalctl', transport: 'userspace' }
  if (before)
    return {
      ...base,
      message: text.trim(),
      at: before.at,
      stamp: before.stamp,
      ...(before.host === undefined ? {} : { host: before.host }),
      ...(before.ident === undefined ? {} : { ident: before.ident }),
      ...(before.pid === undefined ? {} : { pid: before.pid }),
      transport: before.transport,
      inherits: true,
    }
  return { ...base, message: text.trim(), at: null, stamp: 'none', transport: 'unknown' }
}

/** The first chunk of a stream, and the whole stream again. */
async function peek(bytes: AsyncIterable<Uint8Array>): Promise<[Uint8Array, AsyncIterable<Uint8Array>]> {
  const iterator = bytes[Symbol.asyncIterator]()
  // A pipe may give a few bytes at a time; what a file is must not depend on it.
  const taken: Uint8Array[] = []
  let size = 0
  while (size < HEAD_BYTES) {
    const next = await iterator.next()
    if (next.done) break
    taken.push(next.value)
    size += next.value.length
  }
  const head = taken.length === 1 ? taken[0]! : Buffer.concat(taken)
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (size > 0) yield head
    for (;;) {
      const next = await iterator.next()
      if (next.done) return
      yield next.value
    }
  }
  return [head, whole()]
}

const HEAD_BYTES = 4096
