import { entryAt, type EntryStamp, holdsItem, itemOffsets, stampIn } from './entry.ts'
import { dataEntries } from './entry-chain.ts'
import { compareEntries, isSameEntry } from './entry-order.ts'
import { createFieldReader } from './field.ts'
import { type JournalFile, openJournalFile } from './file.ts'
import { ENTRIES } from './find-objects.ts'
import { mergeOrdered } from './merge.ts'
import { ENTRY, objectAt } from './object.ts'
import type { MessageHit } from './scan-messages.ts'
import { walkObjects } from './walk.ts'

/** An entry that says the message of a hit. */
export interface HitEntry extends EntryStamp {
  readonly hit: MessageHit
  readonly seqnumId: string
}

export interface HitOptions {
  /** Only entries in this window (µs since the epoch, both ends included). */
  readonly sinceUs?: number
  readonly untilUs?: number
  /** Keeps only this many entries of each message: the oldest. */
  readonly limitPerMessage?: number
}

/**
 * The entries that say the messages of these hits, in order over all files, each once. Where a file's index is damaged or incomplete the file is walked
 * instead, so that no entry is lost.
 */
export function hitEntries(hits: Iterable<MessageHit>, options: HitOptions = {}): HitEntry[] {
  const { sinceUs = -Infinity, untilUs = Infinity, limitPerMessage = Infinity } = options
  const perFile = Array.from(
    Map.groupBy(hits, ({ file }) => file),
    ([path, ofFile]) => entriesOfFile(path, ofFile),
  )
  const given = new Map<string, number>()
  const found: HitEntry[] = []
  for (const entry of mergeOrdered(perFile, compareEntries, isSameEntry)) {
    const already = given.get(entry.hit.message) ?? 0
    if (entry.realtimeUs < sinceUs || entry.realtimeUs > untilUs || already >= limitPerMessage) continue
    given.set(entry.hit.message, already + 1)
    found.push(entry)
  }
  return found
}

function entriesOfFile(path: string, hits: readonly MessageHit[]): HitEntry[] {
  const file = openJournalFile(path)
  const { seqnumId } = file.header
  const found: HitEntry[] = []
  const unresolved = new Map<number, MessageHit>()
  for (const hit of hits) {
    const users = entriesOfHit(file, hit)
    if (users === null) unresolved.set(hit.offset, hit)
    else for (const stamp of users) found.push({ hit, seqnumId, ...stamp })
  }
  if (unresolved.size > 0) for (const entry of walkForUsers(file, unresolved)) found.push({ seqnumId, ...entry })
  file.close()
  return found.sort((a, b) => a.offset - b.offset)
}

/** The entries of a hit by the file's index; null when the index is not whole or leads to entries that do not use the message. */
function entriesOfHit(file: JournalFile, hit: MessageHit): EntryStamp[] | null {
  const { offsets, complete } = dataEntries(file, hit.offset)
  if (!complete || offsets.length === 0) return null
  const stamps: EntryStamp[] = []
  for (const offset of offsets) {
    const object = objectAt(file, offset, ENTRY)
    const bytes = object === null ? null : file.view(offset, object.size)
    if (bytes === null || !holdsItem(bytes, hit.offset, file.header.flags.compact)) return null
    const stamp = stampIn(bytes, 0, offset)
    if (stamp === null) return null
    stamps.push(stamp)
  }
  return stamps
}

function* walkForUsers(file: JournalFile, wanted: ReadonlyMap<number, MessageHit>): Generator<EntryStamp & { hit: MessageHit }> {
  const { compact } = file.header.flags
  for (const { bytes, base, positions, count } of walkObjects(file, ENTRIES)) {
    for (let i = 0; i < count; i++) {
      const at = positions[i]!
      for (const item of itemOffsets(bytes, at, bytes.readUInt32LE(at + 8), compact)) {
        const hit = wanted.get(item)
        const stamp = hit === undefined ? null : stampIn(bytes, at, base + at)
        if (hit !== undefined && stamp !== null) yield { hit, ...stamp }
      }
    }
  }
}

/** All fields of an entry that a hit led to, so that the caller can check who said it; null when it cannot be read any more. */
export function entryFields(entry: HitEntry): Map<string, string[]> | null {
  const file = openJournalFile(entry.hit.file)
  try {
    return entryAt(file, createFieldReader(file), entry.offset)?.fields ?? null
  } finally {
    file.close()
  }
}
