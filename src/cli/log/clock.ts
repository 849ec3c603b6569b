/** Prints moments as `2025-07-29T16:00:01.123456+0200`, as `journalctl -o short-iso-precise` does, in one zone. */
export type Clock = (us: number) => string

const QUARTER_US = 900_000_000
const two = (value: number) => String(value).padStart(2, '0')

export function createClock(zone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  /** No zone changes its offset but on a quarter of an hour, in living memory. */
  let quarter = Number.NaN
  let offsetMs = 0
  let sign = '+0000'
  let secondOfText = Number.NaN
  let text = ''
  const enter = (now: number) => {
    quarter = now
    const ms = now * (QUARTER_US / 1000)
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    const local = Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, parts['hour']!, parts['minute']!, parts['second']!)
    offsetMs = local - ms
    const minutes = Math.round(Math.abs(offsetMs) / 60_000)
    sign = `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
  }
  return (us) => {
    const now = Math.floor(us / QUARTER_US)
    if (now !== quarter) enter(now)
    const second = Math.floor(us / 1e6)
    if (second !== secondOfText) {
      secondOfText = second
      text = new Date(second * 1000 + offsetMs).toISOString().slice(0, 19)
    }
    return `${text}.${String(us - second * 1e6).padStart(6, '0')}${sign}`
  }
}
