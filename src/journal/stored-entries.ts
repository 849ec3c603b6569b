import { type EntryStamp, itemOffsets, stampIn } from './entry.ts'
import { dataEntries } from './entry-chain.ts'
import { compareEntries, isSameEntry } from './entry-order.ts'
import { fieldValues, lacksField } from './field-index.ts'
import { type JournalFile, openJournalFile } from './file.ts'
import { ENTRIES } from './find-objects.ts'
import type { HitEntry } from './hit-entries.ts'
import { mergeOrdered } from './merge.ts'
import { ENTRY, objectAt } from './object.ts'
import { createPayloadReader, type PayloadReader } from './payload-reader.ts'
import { fileChains } from './read-entries.ts'
import { windowRange } from './time-window.ts'
import { walkObjects, type WalkRange } from './walk.ts'

/** An entry as it is stored: nothing of its fields is read before it is asked for. */
export interface StoredEntry extends EntryStamp {
  readonly file: string
  readonly seqnumId: string
  /** Where its fields stand in the file, in the stored order, which is that of `journalctl -o export`. */
  readonly items: readonly number[]
  /** Reads the fields of all entries of this file; valid until another file's entry is given. */
  readonly payloads: PayloadReader
}

/** Fields with the value each must have. */
export type Clause = Readonly<Record<string, string>>

export interface StoredOptions {
  /** Only entries at or after / at or before this wall-clock time (µs since the epoch). */
  readonly sinceUs?: number
  readonly untilUs?: number
  /** Only entries of this boot. */
  readonly bootId?: string
  /** Only entries for which at least one of these holds; no clauses, no restriction. */
  readonly anyOf?: readonly Clause[]
  /** Only these entries, as `hitEntries` gave them. */
  readonly hits?: readonly HitEntry[]
}

/**
 * The entries of several files as one stream, in the order of `readEntries`, without decoding what is not asked for. Files that cannot be
 * read give nothing; never throws for what is in a file.
 */
export function* readStoredEntries(paths: readonly string[], options: StoredOptions = {}): Generator<StoredEntry> {
  const hits = options.hits === undefined ? null : Map.groupBy(options.hits, ({ hit }) => hit.file)
  yield* mergeOrdered(
    fileChains(hits === null ? paths : [...hits.keys()]).map((chain) => chainEntries(chain, options, hits)),
    compareEntries,
    isSameEntry,
  )
}

function* chainEntries(
  paths: readonly string[],
  options: StoredOptions,
  hits: ReadonlyMap<string, readonly HitEntry[]> | null,
): Generator<StoredEntry> {
  for (const path of paths) {
    const file = openJournalFile(path)
    try {
      yield* select(
        file,
        options,
        hits?.get(path)?.map(({ offset }) => offset),
      )
    } finally {
      file.close()
    }
  }
}

function* select(file: JournalFile, options: StoredOptions, hits: readonly number[] | undefined): Generator<StoredEntry> {
  const { sinceUs = -Infinity, untilUs = Infinity, bootId, anyOf = [] } = options
  const range = hits || (sinceUs === -Infinity && untilUs === Infinity) ? 'all' : windowRange(file, sinceUs, untilUs)
  if (range === 'none') return
  const bytes = range === 'all' ? {} : range
  const payloads = createPayloadReader(file)
  const offsets = hits?.toSorted((a, b) => a - b) ?? (anyOf.length > 0 ? clauseOffsets(file, anyOf, bytes) : null)
  const holds = anyOf.length > 0 ? createClauseTest(payloads, anyOf) : null
  for (const entry of offsets ? entriesAt(file, payloads, offsets) : walkedEntries(file, payloads, bytes)) {
    if (entry.realtimeUs < sinceUs || entry.realtimeUs > untilUs || (bootId !== undefined && entry.bootId !== bootId)) continue
    if (holds === null || holds(entry.items)) yield entry
  }
}

function* walkedEntries(file: JournalFile, payloads: PayloadReader, range: WalkRange): Generator<StoredEntry> {
  for (const { bytes, base, positions, count } of walkObjects(file, ENTRIES, range)) {
    for (let i = 0; i < count; i++) {
      const at = positions[i]!
      const entry = storedIn(file, payloads, bytes, at, bytes.readUInt32LE(at + 8), base + at)
      if (entry !== null) yield entry
    }
  }
}

function* entriesAt(file: JournalFile, payloads: PayloadReader, offsets: readonly number[]): Generator<StoredEntry> {
  let before = -1
  for (const offset of offsets) {
    if (offset === before) continue
    before = offset
    const object = objectAt(file, offset, ENTRY)
    const bytes = object === null ? null : file.view(offset, object.size)
    const entry = bytes === null ? null : storedIn(file, payloads, bytes, 0, bytes.length, offset)
    if (entry !== null) yield entry
  }
}

function storedIn(file: JournalFile, payloads: PayloadReader, bytes: Buffer, at: number, size: number, offset: number): StoredEntry | null {
  const stamp = stampIn(bytes, at, offset)
  if (stamp === null) return null
  const { seqnum, realtimeUs, monotonicUs, bootId, contentHash } = stamp
  const items = itemOffsets(bytes, at, size, file.header.flags.compact)
  return { file: file.path, seqnumId: file.header.seqnumId, offset, seqnum, realtimeUs, monotonicUs, bootId, contentHash, items, payloads }
}

/** Reads single entries again; files stay open in between. */
export interface StoredEntryReader {
  /** The entry at `offset` of a file; null when it cannot be read any more. */
  entry(file: string, offset: number): StoredEntry | null
  close(): void
}

export function createStoredEntryReader(): StoredEntryReader {
  const open = new Map<string, { file: JournalFile; payloads: PayloadReader }>()
  return {
    entry(path, offset) {
      let known = open.get(path)
      if (known === undefined) {
        const file = openJournalFile(path)
        known = { file, payloads: createPayloadReader(file) }
        open.set(path, known)
      }
      const [entry = null] = entriesAt(known.file, known.payloads, [offset])
      return entry
    },
    close() {
      for (const { file } of open.values()) file.close()
      open.clear()
    },
  }
}

/** The entries that can satisfy a clause, by the file's own index over one field of each; null when the index cannot tell for certain. */
function clauseOffsets(file: JournalFile, clauses: readonly Clause[], { from = 0, to = Infinity }: WalkRange): number[] | null {
  if (file.problem !== undefined || file.header.state === 'online') return null
  const offsets: number[] = []
  for (const clause of clauses) {
    const [name, wanted] = Object.entries(clause)[0]!
    const values = fieldValues(file, name)
    if (values === null) {
      if (lacksField(file, name)) continue
      return null
    }
    for (const { value, position } of values) {
      if (value !== wanted) continue
      const users = dataEntries(file, position)
      if (!users.complete) return null
      for (const offset of users.offsets) if (offset >= from && offset < to) offsets.push(offset)
    }
  }
  return offsets.sort((a, b) => a - b)
}

/** Whether one of the clauses holds for an entry with these items. A payload that entries share is looked at once. */
function createClauseTest(payloads: PayloadReader, clauses: readonly Clause[]): (items: readonly number[]) => boolean {
  const terms = [...new Set(clauses.flatMap((clause) => Object.entries(clause).map(([name, value]) => `${name}=${value}`)))]
  const bytes = terms.map((term) => Buffer.from(term))
  const needs = clauses.map((clause) =>
    Object.entries(clause).reduce((bits, [name, value]) => bits | (1 << terms.indexOf(`${name}=${value}`)), 0),
  )
  const known = new Map<number, number>()
  const bitsAt = (position: number): number => {
    const payload = payloads.at(position)
    return payload === null ? 0 : bytes.reduce((bits, term, n) => (payload.equals(term) ? bits | (1 << n) : bits), 0)
  }
  return (items) => {
    let bits = 0
    for (const position of items) {
      let ofItem = known.get(position)
      if (ofItem === undefined) {
        ofItem = bitsAt(position)
        if (payloads.shared(position)) known.set(position, ofItem)
      }
      bits |= ofItem
    }
    return needs.some((need) => (bits & need) === need)
  }
}
