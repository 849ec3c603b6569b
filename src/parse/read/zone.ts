/** Calendar time without a zone. */
export interface Calendar {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()
/** Offset of a zone per quarter of an hour; a log has thousands of lines in the same one. */
const offsets = new Map<string, number>()
const QUARTER_MS = 900_000

function offsetAt(zone: string, ms: number): number {
  if (zone === 'UTC') return 0
  const key = `${zone}${Math.floor(ms / QUARTER_MS)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  const parts = Object.fromEntries(formatter.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  const local = Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, parts['hour']!, parts['minute']!, parts['second']!)
  const offset = local - Math.floor(ms / 1000) * 1000
  if (offsets.size > 4096) offsets.clear()
  offsets.set(key, offset)
  return offset
}

/** Instant of a calendar time in an IANA zone; in the hour that a zone repeats, the first one. */
export function epochInZone(at: Calendar, zone: string): number {
  const whole = Math.floor(at.second)
  const local = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, whole)
  const guess = local - offsetAt(zone, local)
  const corrected = local - offsetAt(zone, guess)
  return corrected + (at.second - whole) * 1000
}
