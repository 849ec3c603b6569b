import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { type EvidenceSource, openEvidence } from '../../bundle/index.ts'
import { createStoredEntryReader, listBoots, loadXz, openJournalFile, type StoredEntry } from '../../journal/index.ts'
import { type LogRecord, WhydownError } from '../../model/index.ts'
import { newestStamp, readRecords } from '../../parse/index.ts'
import { terminalOptions } from '../terminal.ts'
import { checkZone, parseMoment } from '../times.ts'
import { bootLines, bootsJson, chooseBoot } from './boots.ts'
import { createClock } from './clock.ts'
import { exportForm } from './export-form.ts'
import type { EntryForm } from './form.ts'
import { jsonForm } from './json-form.ts'
import { requiredLiterals } from './literals.ts'
import { mergeByTime, type Printable } from './merge-by-time.ts'
import { createOutput, type Output, type Sink } from './output.ts'
import { journalEntries, type LogQuery, wantsRecord } from './query.ts'
import { shortForm } from './short-form.ts'
import { type LogForm, textForm } from './text-form.ts'

export interface LogFlags {
  grep?: string
  caseSensitive?: boolean
  since?: string
  until?: string
  dmesg?: boolean
  unit: string[]
  boot?: string | true
  listBoots?: boolean
  lines?: string
  reverse?: boolean
  json?: boolean
  format?: LogForm
  output?: string
  tz?: string
  quiet?: boolean
  color: boolean
}

/** Where journald keeps them: what survives a boot, and what does not. */
const USUAL = ['/var/log/journal', '/run/log/journal']

export async function runLog(given: readonly string[], flags: LogFlags): Promise<number> {
  // `-b PATH`: what follows -b may be the first path.
  const bootIsPath = typeof flags.boot === 'string' && existsSync(flags.boot)
  const told = bootIsPath ? [flags.boot as string, ...given] : given
  const boot = bootIsPath || flags.boot === true ? '0' : flags.boot
  const paths = told.length > 0 ? told : USUAL.filter((path) => existsSync(path))
  if (paths.length === 0)
    throw new WhydownError(
      'evidence',
      'This machine has no journal where one is usually kept.',
      'Give a directory or file: whydown log PATH',
    )
  const { form, file } = formOf(flags)
  const zone = flags.tz === undefined ? Intl.DateTimeFormat().resolvedOptions().timeZone : checkZone(flags.tz)
  const clock = createClock(zone)
  const notes: string[] = []
  const opened = await openEvidence(paths.map((path) => ({ path })))
  const target: Writable = file === undefined ? process.stdout : createWriteStream(file)
  const output = createOutput(sinkOf(target))
  try {
    const journals = opened.sources.flatMap(({ journalFiles }) => (journalFiles ? [...journalFiles] : []))
    const texts = opened.sources.filter(({ journalFiles }) => journalFiles === undefined)
    let readable = texts.length
    let xz = false
    for (const [path, shown] of journals) {
      const journal = openJournalFile(path)
      journal.close()
      xz ||= journal.header.flags.xz
      if (journal.problem === undefined) readable++
      else notes.push(`${shown} was not read: ${journal.problem}.`)
    }
    if (xz) await loadXz()
    for (const { source, because } of opened.coverage) notes.push(`${source} was not read: ${because}.`)
    const files = journals.map(([path]) => path)
    if (flags.listBoots === true) {
      const boots = listBoots(files)
      output.text(form === 'short' ? bootLines(boots, clock) : bootsJson(boots))
    } else {
      const query = queryOf(flags, zone, boot === undefined ? undefined : chooseBoot(listBoots(files), boot).bootId)
      const { colour } = file === undefined ? terminalOptions(flags.color) : { colour: false }
      const entryForm =
        form === 'json' ? jsonForm() : form === 'export' ? exportForm() : shortForm(clock, { boots: flags.quiet !== true, colour })
      const last = flags.lines === undefined ? Number.POSITIVE_INFINITY : countOf(flags.lines)
      const printed = await print(
        files,
        texts,
        query,
        { entryForm, text: textForm(form, clock, colour), last, reverse: flags.reverse === true, zone },
        output,
        notes,
      )
      if (printed === 0 && readable > 0) notes.push('No entries.')
    }
    await output.flush()
    if (file !== undefined) {
      target.end()
      await once(target, 'finish')
    }
    notes.push(...opened.notes)
    if (flags.quiet !== true) for (const note of new Set(notes)) process.stderr.write(`whydown log: ${note}\n`)
    return readable === 0 ? 4 : 0
  } finally {
    await opened.close()
  }
}

interface Printing {
  readonly entryForm: EntryForm
  readonly text: (record: LogRecord) => string
  readonly last: number
  readonly reverse: boolean
  readonly zone: string
}

/** Writes what is asked for; returns how many entries that were. */
async function print(
  files: readonly string[],
  texts: readonly EvidenceSource[],
  query: LogQuery,
  { entryForm, text, last, reverse, zone }: Printing,
  output: Output,
  notes: string[],
): Promise<number> {
  let printed = 0
  let unread = 0
  const entries = journalEntries(files, query)
  const everything = last === Number.POSITIVE_INFINITY && !reverse
  if (texts.length === 0 && everything) {
    for (const entry of entries) {
      unread += entryForm(entry, output)
      printed++
      if (output.full) await output.flush()
    }
  } else {
    const { at: reference } = await newestStamp(texts)
    const streams = texts.map((source) => textLines(source, query, text, reference, zone, notes))
    const items = mergeByTime(storedItems(entries), streams)
    const reader = createStoredEntryReader()
    const write = async (item: Printable) => {
      const entry = item.line === undefined ? reader.entry(item.file, item.offset) : null
      if (item.line !== undefined) output.text(item.line)
      else if (entry !== null) unread += entryForm(entry, output)
      printed++
      if (output.full) await output.flush()
    }
    if (everything) for await (const item of items) await write(item)
    else {
      let kept: Printable[] = []
      for await (const item of items) {
        kept.push(item)
        if (kept.length >= last * 2 + 1000) kept = kept.slice(-last)
      }
      const chosen = last === Number.POSITIVE_INFINITY ? kept : last === 0 ? [] : kept.slice(-last)
      for (const item of reverse ? chosen.toReversed() : chosen) await write(item)
    }
    reader.close()
  }
  if (unread > 0) notes.push(`${unread} fields of the entries printed could not be read: the files are damaged there.`)
  return printed
}

function* storedItems(entries: Iterable<StoredEntry>): Generator<Printable> {
  for (const { file, offset, realtimeUs } of entries) yield { atUs: realtimeUs, file, offset }
}

async function* textLines(
  source: EvidenceSource,
  query: LogQuery,
  form: (record: LogRecord) => string,
  reference: number | null,
  zone: string,
  notes: string[],
): AsyncGenerator<Printable> {
  // A line that does not hold what every match holds is not even made into a string.
  const literals = query.grep === null ? null : requiredLiterals(query.grep.source)
  const reader = readRecords(
    { ...source, side: source.side ?? 'host' },
    { zone: source.zone ?? zone, reference, ...(literals === null ? {} : { lines: { literals, wholeBytes: 0 } }) },
  )
  let atUs = 0
  let timeless = 0
  let bootless = 0
  for await (const record of reader.records) {
    if (record.at !== null) atUs = record.at * 1000
    const wanted = wantsRecord(record, query)
    if (wanted === true) yield { atUs, line: form(record) }
    else if (wanted === 'no time') timeless++
    else if (wanted === 'no boot') bootless++
  }
  const { damage, notes: assumed } = reader.statistics()
  if (damage !== undefined) notes.push(`${source.file}: ${damage}.`)
  if (timeless > 0)
    notes.push(`${source.file}: ${timeless} lines without a time were left out; --since and --until cannot tell about them.`)
  if (bootless > 0) notes.push(`${source.file} names no boots: ${bootless} of its lines were left out for -b.`)
  if (query.units.length > 0) notes.push(`${source.file} names programs, not units: lines of a program of that name were taken.`)
  notes.push(...assumed)
}

/** `-o json` means the form, as with journalctl; `-o out.json` a file, whose name tells the form. */
function formOf(flags: LogFlags): { form: LogForm; file?: string } {
  const { output, format, json } = flags
  const told = json === true ? 'json' : format
  if (output === undefined) return { form: told ?? 'short' }
  if (output === 'short' || output === 'json' || output === 'export') return { form: told ?? output }
  if (/^(?:short-|verbose$|cat$|json-|with-unit$)/.test(output))
    throw new WhydownError('usage', `There is no form "${output}" here.`, 'Choose short, json or export; for a file write -o ./NAME.')
  const byName: LogForm = output.endsWith('.json') || output.endsWith('.ndjson') ? 'json' : output.endsWith('.export') ? 'export' : 'short'
  return { form: told ?? byName, file: output }
}

function queryOf(flags: LogFlags, zone: string, bootId: string | undefined): LogQuery {
  const now = Date.now()
  const moment = (text: string | undefined) => (text === undefined ? undefined : Math.round(parseMoment(text, zone, now) * 1000))
  return {
    grep: flags.grep === undefined ? null : patternOf(flags.grep, flags.caseSensitive),
    sinceUs: moment(flags.since),
    untilUs: moment(flags.until),
    bootId,
    kernel: flags.dmesg === true,
    units: flags.unit,
  }
}

/** As journalctl takes it: a pattern all in lower case finds upper case as well. */
function patternOf(pattern: string, caseSensitive: boolean | undefined): RegExp {
  const sensitive = caseSensitive ?? /[A-Z]/.test(pattern)
  try {
    return new RegExp(pattern, sensitive ? '' : 'i')
  } catch (error) {
    throw new WhydownError(
      'usage',
      `--grep: ${(error as Error).message}.`,
      'It is a regular expression: put \\ before ( ) [ ] { } . * + ? | ^ $.',
      error,
    )
  }
}

function countOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new WhydownError('usage', `-n ${text} is not a number of lines.`, 'Write it like -n 100.')
}

function sinkOf(target: Writable): Sink {
  return (bytes) =>
    new Promise((resolve, reject) => {
      target.write(bytes, (error) => (error ? reject(error) : resolve()))
    })
}
