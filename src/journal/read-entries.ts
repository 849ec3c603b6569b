import type { JournalEntry } from './entry.ts'
import { compareEntries, isSameEntry } from './entry-order.ts'
import { fileEntries } from './file-entries.ts'
import { type JournalFile, openJournalFile } from './file.ts'
import { indexedEntries } from './indexed-entries.ts'
import { mergeOrdered } from './merge.ts'
import { windowRange } from './time-window.ts'

export interface ReadOptions {
  /** Only entries at or after / at or before this wall-clock time (µs since the epoch). */
  readonly sinceUs?: number
  readonly untilUs?: number
  /** Only entries that have, for every field named, one of its values: `{ _TRANSPORT: ['kernel'] }`. */
  readonly match?: Readonly<Record<string, readonly string[]>>
  /** Only fields with such names are read; those of `match` must be among them. All unless given. */
  readonly wants?: (name: string) => boolean
}

/**
 * The entries of several files as one stream, in order: by seqnum where one writer numbered them, else by the boot's clock, else by the wall
 * clock. An entry that stands in two files comes once. Files that cannot be read give nothing (see `JournalFile.problem`); never throws
 * for what is in a file. Files are opened one after another where their ranges allow it, and closed when the caller stops.
 */
export function* readEntries(files: readonly string[], options: ReadOptions = {}): Generator<JournalEntry> {
  yield* mergeOrdered(
    fileChains(files).map((paths) => chainEntries(paths, options)),
    compareEntries,
    isSameEntry,
  )
}

function* chainEntries(paths: readonly string[], options: ReadOptions): Generator<JournalEntry> {
  for (const path of paths) {
    const file = openJournalFile(path)
    try {
      yield* selectEntries(file, options)
    } finally {
      file.close()
    }
  }
}

function* selectEntries(
  file: JournalFile,
  { sinceUs = -Infinity, untilUs = Infinity, match = {}, wants }: ReadOptions,
): Generator<JournalEntry> {
  const wanted = Object.entries(match)
  const range = sinceUs === -Infinity && untilUs === Infinity ? 'all' : windowRange(file, sinceUs, untilUs)
  if (range === 'none') return
  const bytes = range === 'all' ? {} : range
  const indexed = wanted.length === 0 ? null : indexedEntries(file, ...wanted[0]!, bytes)
  for (const entry of indexed ?? fileEntries(file, bytes, wants)) {
    if (entry.realtimeUs < sinceUs || entry.realtimeUs > untilUs) continue
    if (wanted.length > 0 && !matches(entry, wanted)) continue
    yield entry
  }
}

function matches(entry: JournalEntry, wanted: readonly (readonly [string, readonly string[]])[]): boolean {
  const { fields } = entry
  return wanted.every(([name, values]) => fields.get(name)?.some((value) => values.includes(value)) === true)
}

/**
 * Groups files so that each group can be read one file after the other: same seqnum row, ranges that do not overlap. A host with 100
 * archived files then needs one or two open files, and the merge compares that many heads.
 */
export function fileChains(paths: readonly string[]): string[][] {
  const facts = [...new Set(paths)].map((path) => {
    const file = openJournalFile(path)
    file.close()
    return { path, header: file.header }
  })
  const rowStarts = facts.toSorted((a, b) => a.header.headSeqnum - b.header.headSeqnum)
  const groups: { seqnumId: string; tail: number; paths: string[] }[] = []
  for (const { path, header } of rowStarts) {
    // An online file's tail may lie behind what its header says, so nothing can be put after it.
    const tail = header.tailSeqnum >= header.headSeqnum && header.state !== 'online' ? header.tailSeqnum : Infinity
    const group =
      header.headSeqnum > 0 ? groups.find(({ seqnumId, tail: end }) => seqnumId === header.seqnumId && end < header.headSeqnum) : undefined
    if (group === undefined) groups.push({ seqnumId: header.seqnumId, tail, paths: [path] })
    else {
      group.tail = tail
      group.paths.push(path)
    }
  }
  return groups.map((group) => group.paths)
}
