import type { EntryStamp } from './entry.ts'

/** What decides an entry's place among entries of other files. */
export type Placed = EntryStamp & { readonly seqnumId: string }

/**
 * Which of two entries of different files comes first (negative: `a`): by seqnum when one writer numbered both, else by the boot's own
 * clock, and only between boots by the wall clock, which may have been set back.
 */
export function compareEntries(a: Placed, b: Placed): number {
  if (a.seqnumId === b.seqnumId && a.seqnum !== b.seqnum) return a.seqnum - b.seqnum
  if (a.bootId === b.bootId && a.monotonicUs !== b.monotonicUs) return a.monotonicUs - b.monotonicUs
  return a.realtimeUs - b.realtimeUs
}

/** Whether two entries are copies of one: the same file collected twice, or /run and /var holding the same entry after a flush. */
export function isSameEntry(a: Placed, b: Placed): boolean {
  return a.bootId === b.bootId && a.monotonicUs === b.monotonicUs && a.realtimeUs === b.realtimeUs && a.contentHash === b.contentHash
}
