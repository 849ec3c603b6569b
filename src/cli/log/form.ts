import type { StoredEntry } from '../../journal/index.ts'
import type { Output } from './output.ts'

/** Writes an entry; returns how many of its fields could not be read. */
export type EntryForm = (entry: StoredEntry, into: Output) => number

/** The cursor that `journalctl --cursor=…` takes. */
export function cursorOf({ seqnumId, seqnum, bootId, monotonicUs, realtimeUs, contentHash }: StoredEntry): string {
  return `s=${seqnumId};i=${seqnum.toString(16)};b=${bootId};m=${monotonicUs.toString(16)};t=${realtimeUs.toString(16)};x=${contentHash.toString(16)}`
}
