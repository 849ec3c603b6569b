import { type Clause, hitEntries, readStoredEntries, scanMessages, type StoredEntry } from '../../journal/index.ts'
import type { LogRecord } from '../../model/index.ts'
import { createFragments } from './fragments.ts'
import { requiredLiterals } from './literals.ts'
import { clausesOf } from './units.ts'

/** Which entries are asked for. */
export interface LogQuery {
  readonly grep: RegExp | null
  readonly sinceUs: number | undefined
  readonly untilUs: number | undefined
  readonly bootId: string | undefined
  readonly kernel: boolean
  readonly units: readonly string[]
}

const MESSAGE = Buffer.from('MESSAGE=')

/** The entries of journal files that are asked for, in order. A pattern that names a text is looked for without touching entries. */
export function journalEntries(paths: readonly string[], query: LogQuery): Iterable<StoredEntry> {
  const { grep, sinceUs, untilUs, bootId } = query
  const anyOf: readonly Clause[] = clausesOf(query.kernel, query.units)
  const window = { ...(sinceUs === undefined ? {} : { sinceUs }), ...(untilUs === undefined ? {} : { untilUs }) }
  const options = { ...window, ...(bootId === undefined ? {} : { bootId }), ...(anyOf.length === 0 ? {} : { anyOf }) }
  if (grep === null) return readStoredEntries(paths, options)
  const literals = requiredLiterals(grep.source)
  if (literals === null) return grepped(readStoredEntries(paths, options), grep)
  const hits = hitEntries(scanMessages(paths, [{ id: 'grep', literals, regexp: grep }], window), window)
  return readStoredEntries(paths, { ...options, hits })
}

function* grepped(entries: Iterable<StoredEntry>, grep: RegExp): Generator<StoredEntry> {
  const test = createFragments(
    (payload) => payload.subarray(0, MESSAGE.length).equals(MESSAGE) && grep.test(payload.toString('utf8', MESSAGE.length)),
  )
  for (const entry of entries) if (entry.items.some((item) => test(entry, item) === true)) yield entry
}

/** Whether a line of a text log is asked for; why not, when the log cannot tell. */
export function wantsRecord(record: LogRecord, query: LogQuery): boolean | 'no time' | 'no boot' {
  if (query.kernel && record.transport !== 'kernel') return false
  if (query.units.length > 0 && !query.units.some((unit) => saidBy(record, unit))) return false
  if (query.grep !== null && !query.grep.test(record.message)) return false
  if (query.bootId !== undefined && record.bootId !== query.bootId) return record.bootId === undefined ? 'no boot' : false
  if (query.sinceUs === undefined && query.untilUs === undefined) return true
  if (record.at === null) return 'no time'
  return record.at * 1000 >= (query.sinceUs ?? -Infinity) && record.at * 1000 <= (query.untilUs ?? Infinity)
}

/** A text log names programs and not units: the unit's own name is taken for the program's. */
function saidBy(record: LogRecord, unit: string): boolean {
  if (record.unit !== undefined) return record.unit === unit || record.unit === `${unit}.service`
  return record.ident === unit.replace(/\.service$/, '')
}
