export interface LocalClock {
  /** `PDT`, `CEST`, `UTC`: what the zone is called at that time. */
  zone(at: number): string
  /** IANA name, or UTC where the document names a zone nobody knows. */
  readonly name: string
  /** `2025-07-29` */
  date(at: number): string
  /** `16:19:27` */
  time(at: number): string
  /** `16:19:25.117`; without the fraction where there is none. */
  exact(at: number): string
  /** `16:19` */
  minute(at: number): string
  /** The exact time, with its date where that is another day than `day`. */
  onDay(at: number, day: number | null): string
}

/** Times as a person reads them. Pure: the zone comes from the document and the time from the evidence. */
export function localClock(zone: string): LocalClock {
  let name = zone
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
  } catch {
    name = 'UTC'
  }
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: name,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const american = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'short' })
  // The American list knows PDT but not CEST, the British one knows CEST but not PDT.
  const british = new Intl.DateTimeFormat('en-GB', { timeZone: name, timeZoneName: 'short' })
  const part = (format: Intl.DateTimeFormat, at: number, type: string) => format.formatToParts(at).find((p) => p.type === type)?.value ?? ''
  const read = (at: number) => {
    const found = Object.fromEntries(parts.formatToParts(at).map((p) => [p.type, p.value]))
    return {
      date: `${found['year']}-${found['month']}-${found['day']}`,
      minute: `${found['hour']}:${found['minute']}`,
      second: found['second'] ?? '00',
    }
  }
  const time = (at: number) => {
    const { minute, second } = read(at)
    return `${minute}:${second}`
  }
  const exact = (at: number) => (at % 1000 === 0 ? time(at) : `${time(at)}.${String(((at % 1000) + 1000) % 1000).padStart(3, '0')}`)
  return {
    name,
    zone(at) {
      const words = [part(american, at, 'timeZoneName'), part(british, at, 'timeZoneName')]
      return words.find((word) => !/^GMT[+-]/.test(word)) ?? words[0] ?? name
    },
    date: (at) => read(at).date,
    time,
    minute: (at) => read(at).minute,
    exact,
    onDay: (at, day) => (day !== null && read(day).date === read(at).date ? exact(at) : `${read(at).date} ${exact(at)}`),
  }
}

/** Milliseconds of an instant of the document; NaN never leaves here. */
export function millis(instant: string | null | undefined): number | null {
  if (instant === null || instant === undefined) return null
  const at = Date.parse(instant)
  return Number.isNaN(at) ? null : at
}

/** `0.4 s`, `12 s`, `40 min 51 s`, `2 h 05 min`, `3 d 4 h` */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (seconds > 0 && seconds < 1) return `${Math.max(0.1, Math.round(seconds * 10) / 10)} s`
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return two(Math.floor(whole / 60), 'min', whole % 60, 's')
  if (whole < 86_400) return two(Math.floor(whole / 3600), 'h', Math.floor((whole % 3600) / 60), 'min')
  return two(Math.floor(whole / 86_400), 'd', Math.floor((whole % 86_400) / 3600), 'h')
}

const two = (a: number, aUnit: string, b: number, bUnit: string) => (b === 0 ? `${a} ${aUnit}` : `${a} ${aUnit} ${b} ${bUnit}`)

/** `7.68 GiB`, `340 MiB`, `12 KiB` */
export function size(kib: number): string {
  if (kib >= 1024 * 1024) return `${(kib / 1024 / 1024).toFixed(2)} GiB`
  if (kib >= 1024) return `${(kib / 1024).toFixed(kib >= 10_240 ? 0 : 1)} MiB`
  return `${kib} KiB`
}
