const UPID = /UPID:[\w.-]+:[0-9A-F]{8}:[0-9A-F]{8,9}:([0-9A-F]{8}):/g
const STAMPS = /(?:^|\n)(?:[A-Z][a-z]{2} |\S+: )?\[?(20\d\d)-(\d\d)-(\d\d)[T ]\d\d:\d\d/g
const HUMAN = /(?:^|\n)\[[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) \d\d:\d\d:\d\d (20\d\d)\]/g
const ANYWHERE = /\b(20\d\d)-([01]\d)-([0-3]\d)\b/g
const HEAD = 256 * 1024

/**
 * The newest date that a text tells, for lines of other files (or of the same) that print no year. Stamps of lines and the
 * start times inside task ids count before dates that merely stand in a text.
 */
export function newestDate(text: string): { at: number; strong: boolean } | null {
  const strong = [
    ...[...text.matchAll(UPID)].map((m) => Number.parseInt(m[1]!, 16) * 1000),
    ...[...text.matchAll(STAMPS)].map((m) => Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]) + 1)),
    ...[...text.matchAll(HUMAN)].map((m) => Date.parse(`${m[2]} ${m[1]} ${m[3]} 23:59:59 UTC`)),
  ].filter((ms) => ms > 946_684_800_000 && ms < 4_102_444_800_000)
  if (strong.length > 0) return { at: strong.reduce((a, b) => Math.max(a, b)), strong: true }
  const weak = [...text.matchAll(ANYWHERE)].map((m) => Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3])))
  return weak.length > 0 ? { at: weak.reduce((a, b) => Math.max(a, b)), strong: false } : null
}

/** The newest date in the heads of all sources; independent of their order. */
export async function newestStamp(sources: readonly { open(): AsyncIterable<Uint8Array>; content: string }[]): Promise<number | null> {
  let best: { at: number; strong: boolean } | null = null
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
    const found = newestDate(Buffer.concat(parts).toString('latin1'))
    if (found && (best === null || (found.strong && !best.strong) || (found.strong === best.strong && found.at > best.at))) best = found
  }
  return best?.at ?? null
}
