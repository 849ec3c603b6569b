import type { LogRecord, RecordSource } from '../../model/index.ts'
import type { LineFormat, ParsedLine } from '../define.ts'
import { formats } from '../index.generated.ts'
import { stripControls } from './fields.ts'
import type { PhysicalLine } from './lines.ts'
import type { Settled, Settler } from './settle.ts'

const CONTINUATION_CAP = 400
const MESSAGE_CAP = 256 * 1024

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

/** Turns the lines of a text log into records, one line after the other. */
export interface TextReader {
  /** The record that is complete now that this line is known; null when it only begins or goes on. */
  line(line: PhysicalLine): LogRecord | null
  /** The record that the last line began. */
  end(): LogRecord | null
  /** Whether a line has a prefix of its own, so that it can be understood without those before it. */
  standsAlone(text: string): boolean
}

/** A record is a line with its prefix taken apart, and the indented lines behind it that wrapped. */
export function createTextReader(who: RecordSource, settler: Settler): TextReader {
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

  const see = (line: PhysicalLine): LogRecord | null => {
    const text = stripControls(line.text)
    if (text.startsWith('░░')) return null
    if (GAP.test(text)) {
      before = null
      return done()
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
      return null
    }
    const record = done()
    const next = recordOfText(line, text, parse(BOOT_MARK.test(text) ? '' : text), before, who, settler)
    if (!next.inherits && next.stamp !== 'none') before = next
    else if (!next.inherits) before = next.ident === undefined ? before : next
    building = { record: next, parts: [next.message], size: next.message.length, continuation: [] }
    return record
  }
  return { line: see, end: done, standsAlone: (text) => parse(stripControls(text)) !== null || BOOT_MARK.test(text) }
}

const UNSETTLED: Settled = { at: null, stamp: 'none' }

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
    const { at, stamp, utcOffsetMs, monotonicUs } = parsed.time ? settler.settle(parsed.time) : UNSETTLED
    const { host, ident, pid, message, transport } = parsed
    // Written out, because this is done for every line of a log: copying objects together takes longer than reading them.
    const record: { -readonly [K in keyof LogRecord]: LogRecord[K] } = {
      source: who,
      line: line.number,
      text: line.text,
      message,
      at,
      stamp,
      transport,
    }
    if (utcOffsetMs !== undefined) record.utcOffsetMs = utcOffsetMs
    if (monotonicUs !== undefined) record.monotonicUs = monotonicUs
    if (host !== undefined) record.host = host
    if (ident !== undefined) record.ident = ident
    if (pid !== undefined) record.pid = pid
    return record
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
