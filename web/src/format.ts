// Times, lengths and sizes as people read them. Zones are always named once beside a group of times.

const MINUS = '−'

export function duration(seconds: number | null): string {
  if (seconds === null) return 'not known how long'
  const s = Math.round(Math.abs(seconds))
  const parts: [number, string][] =
    s >= 86_400
      ? [
          [Math.floor(s / 86_400), 'd'],
          [Math.floor((s % 86_400) / 3600), 'h'],
        ]
      : s >= 3600
        ? [
            [Math.floor(s / 3600), 'h'],
            [Math.floor((s % 3600) / 60), 'min'],
          ]
        : s >= 60
          ? [
              [Math.floor(s / 60), 'min'],
              [s % 60, 's'],
            ]
          : [[s, 's']]
  return parts
    .filter(([n], i) => n > 0 || i === 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(' ')
}

export const gib = (kib: number, digits = 1): string => (kib < 0 ? MINUS : '') + (Math.abs(kib) / 1_048_576).toFixed(digits)

const formats = new Map<string, Intl.DateTimeFormat>()
function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) {
    try {
      format = new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: zone })
    } catch {
      format = new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: 'UTC' })
    }
    formats.set(key, format)
  }
  return format
}

/** 16:19:27, with milliseconds where the stamp has them and they are wanted. */
export const clock = (at: number | string, zone: string, seconds = true): string =>
  formatter(zone, { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}), hour12: false }).format(new Date(at))

export const day = (at: number | string, zone: string): string =>
  formatter(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at))

export const stamp = (at: number | string, zone: string): string => `${day(at, zone)} ${clock(at, zone)}`

/** PDT, CET, UTC: the zone's short name at that time. */
export function zoneName(at: number | string, zone: string): string {
  try {
    const part = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
      .formatToParts(new Date(at))
      .find((p) => p.type === 'timeZoneName')
    return part?.value ?? zone
  } catch {
    return 'UTC'
  }
}

export const guestName = (subject: { kind: string; id?: string | null; name?: string | null }): string => {
  const id = subject.id ?? ''
  const name = subject.name && subject.name !== id ? (id ? ` (${subject.name})` : subject.name) : ''
  return `${subject.kind === 'ct' ? 'CT ' : ''}${id}${name}` || subject.kind
}

/** Log text as it may be shown: control characters and direction overrides are drawn, never obeyed. Long lines are cut with a count. */
export function printable(text: string, limit = 4000): string {
  const drawn = text
    .slice(0, limit)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0)))
    .replace(/\u007f/g, '␡')
    .replace(
      /[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      (c) => `⟨U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    )
  return text.length > limit ? `${drawn} … ${(text.length - limit).toLocaleString('en')} more characters` : drawn
}
