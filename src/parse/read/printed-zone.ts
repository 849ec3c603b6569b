/** `2025-07-29T16:19:25.123-0700 ` at the head of a line, also with a colon and with `Z` left out on purpose. */
const PRINTED = /(?:^|\n)20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?([+-]\d\d):?(\d\d)[ \t]/g
const HEAD = 64 * 1024

/**
 * The zone that the sources print, as an offset (`-07:00`), when they agree on one; null when they print none or several.
 * Stamps of other files without a zone are then read as this one: machines of one place share a clock on the wall.
 */
export async function printedZone(sources: readonly { open(): AsyncIterable<Uint8Array>; content: string }[]): Promise<string | null> {
  const seen = new Set<string>()
  for (const source of sources) {
    if (source.content === 'journal') continue
    const parts: Uint8Array[] = []
    let size = 0
    try {
      for await (const chunk of source.open()) {
        parts.push(chunk)
        size += chunk.length
        if (size >= HEAD) break
      }
    } catch {
      // A damaged archive member is reported where it is read.
    }
    for (const match of Buffer.concat(parts).toString('latin1').matchAll(PRINTED)) seen.add(`${match[1]}:${match[2]}`)
  }
  const [only] = seen
  return seen.size === 1 && only !== undefined && only !== '+00:00' ? only : null
}
