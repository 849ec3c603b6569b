import type { PayloadReader, StoredEntry } from '../../journal/index.ts'

/** Most fields of a journal repeat from entry to entry: what was made of them is kept, within bounds. */
const KEPT = 20_000
const KEPT_BYTES = 256

/**
 * What `make` makes of the `FIELD=value` bytes of an entry's item; null for one that cannot be read. Files are remembered by their
 * reader, so that what belongs to a closed file goes with it.
 */
export function createFragments<T>(make: (payload: Buffer) => T): (entry: StoredEntry, item: number) => T | null {
  const files = new WeakMap<PayloadReader, Map<number, T>>()
  let lastReader: PayloadReader | null = null
  let kept = new Map<number, T>()
  return ({ payloads }, item) => {
    if (payloads !== lastReader) {
      lastReader = payloads
      kept = files.get(payloads) ?? new Map<number, T>()
      files.set(payloads, kept)
    }
    const known = kept.get(item)
    if (known !== undefined) return known
    const payload = payloads.at(item)
    if (payload === null) return null
    const made = make(payload)
    if (payload.length <= KEPT_BYTES && payloads.shared(item)) {
      if (kept.size >= KEPT) kept.clear()
      kept.set(item, made)
    }
    return made
  }
}
