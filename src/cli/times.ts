import { WhydownError } from '../model/index.ts'
import { epochInZone } from '../parse/index.ts'

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/**
 * A moment as people and journalctl write it: ISO 8601, `2025-07-29 16:00`, `16:00`, `-2h`, `today`, `yesterday`, `now`,
 * `@1753831165`. Without a zone it is read in `zone`.
 */
export function parseMoment(text: string, zone: string, now: number): number {
  const trimmed = text.trim()
  const relative = /^-(\d+(?:\.\d+)?)\s*(s|min|m|h|d|w)$/.exec(trimmed)
  if (relative) return now - Number(relative[1]) * (UNIT_MS[relative[2]!] ?? 0)
  if (trimmed === 'now') return now
  if (/^@\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed.slice(1)) * 1000
  if (trimmed === 'today' || trimmed === 'yesterday') {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(trimmed === 'today' ? now : now - 86_400_000)
    return parseMoment(day, zone, now)
  }
  if (/(Z|[+-]\d\d:?\d\d)$/.test(trimmed) && /^\d{4}-\d\d-\d\d[T ]/.test(trimmed)) {
    const ms = Date.parse(trimmed.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
    if (Number.isFinite(ms)) return ms
  }
  const clock = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(trimmed)
  if (clock)
    return parseMoment(`${new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now)} ${trimmed.padStart(5, '0')}`, zone, now)
  const calendar = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?$/.exec(trimmed)
  if (calendar) {
    const [, year, month, day, hour = '0', minute = '0', second = '0'] = calendar
    return epochInZone(
      { year: Number(year), month: Number(month), day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second) },
      zone,
    )
  }
  throw new WhydownError('usage', `"${text}" is not a time.`, 'Write it like 2025-07-29 16:00, 2025-07-29T23:00:00Z, -2h or yesterday.')
}

/** Throws for a zone that this machine does not know. */
export function checkZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    throw new WhydownError('usage', `"${zone}" is not a time zone.`, 'Use a name like Europe/Berlin, America/Los_Angeles or UTC.')
  }
}
