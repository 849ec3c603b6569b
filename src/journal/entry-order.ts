import type { JournalEntry } from './entry.ts'

/** An entry together with what decides its place among entries of other files. */
export interface Placed {
  readonly entry: JournalEntry
  readonly seqnumId: string
}

/**
 * Which of two entries of different files comes first (negative: `a`): by seqnum when one writer numbered both, else by the boot's own
 * clock, and only between boots by the wall clock, which may have been set back.
 */
export function compareEntries(a: Placed, b: Placed): number {
  if (a.seqnumId === b.seqnumId && a.entry.seqnum !== b.entry.seqnum) return a.entry.seqnum - b.entry.seqnum
  if (a.entry.bootId === b.entry.bootId && a.entry.monotonicUs !== b.entry.monotonicUs) return a.entry.monotonicUs - b.entry.monotonicUs
  return a.entry.realtimeUs - b.entry.realtimeUs
}

/** Whether two entries are copies of one: the same file collected twice, or /run and /var holding the same entry after a flush. */
export function isSameEntry(a: Placed, b: Placed): boolean {
  return (
    a.entry.bootId === b.entry.bootId &&
    a.entry.monotonicUs === b.entry.monotonicUs &&
    a.entry.realtimeUs === b.entry.realtimeUs &&
    a.entry.cursor.slice(a.entry.cursor.lastIndexOf(';')) === b.entry.cursor.slice(b.entry.cursor.lastIndexOf(';'))
  )
}
