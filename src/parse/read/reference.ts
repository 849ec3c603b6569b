import { FALLBACK_YEAR } from './settle.ts'

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

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'
const YEARLESS = /(?:^|\n)([A-Z][a-z]{2}) ([ \d]\d) \d\d:\d\d:\d\d/g
const HALF_YEAR_MS = 183 * 86_400_000

/**
 * Lines of December in one file and of January in another are a night apart and not a year, also where no line prints a year.
 * Null when the stamps lie within half a year.
 */
export function turnOfYear(texts: readonly string[], year: number): number | null {
  const days = texts.flatMap((text) =>
    [...text.matchAll(YEARLESS)].flatMap(([, month, day]) => {
      const at = MONTHS.indexOf(month!)
      return at < 0 || at % 3 !== 0 ? [] : [Date.UTC(year, at / 3, Number(day))]
    }),
  )
  const sorted = [...new Set(days)].toSorted((a, b) => a - b)
  const gap = sorted.findIndex((day, n) => n > 0 && day - sorted[n - 1]! > HALF_YEAR_MS)
  return gap < 0 ? null : sorted[gap - 1]!
}

export interface NewestStamp {
  readonly at: number | null
  /** False when no line prints a year, and only the turn of one is told by the months. */
  readonly dated: boolean
}

/** The newest date in the heads of all sources; independent of their order. */
export async function newestStamp(sources: readonly { open(): AsyncIterable<Uint8Array>; content: string }[]): Promise<NewestStamp> {
  let best: { at: number; strong: boolean } | null = null
  const texts: string[] = []
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
    const text = Buffer.concat(parts).toString('latin1')
    texts.push(text)
    const found = newestDate(text)
    if (found && (best === null || (found.strong && !best.strong) || (found.strong === best.strong && found.at > best.at))) best = found
  }
  return best ? { at: best.at, dated: true } : { at: turnOfYear(texts, FALLBACK_YEAR), dated: false }
}
