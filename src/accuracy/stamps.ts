/**
 * The stamp at the start of a line, in every form the corpus uses, as a time and a way to print another one.
 *
 *     Mar  4 02:11:07 cobalt kernel: …          RFC 3164 and `-o short`
 *     Mar 04 02:11:07.123456 cobalt kernel: …   `-o short-precise`
 *     2025-07-29T16:19:25.123456-0700 pve …     `-o short-iso-precise`
 *     [Sat Jan 11 11:03:13 2020] …              `dmesg -T`
 *     16:19:25 pve …                            pasted
 */
export interface Stamp {
  /** Milliseconds on the line's own calendar, as if it were UTC. The year of stamps without one is told, else 2001. */
  readonly ms: number
  readonly length: number
  print(ms: number): string
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const SHORT = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d)(\.\d+)?(?= )/
const ISO = /^(\d{4})-(\d\d)-(\d\d)([T ])(\d\d):(\d\d):(\d\d)([.,]\d+)?((?:Z|[+-]\d\d:?\d\d)?)(?=\s|:\s|$)/
const HUMAN = /^\[([A-Z][a-z]{2}) ([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})\]/
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const CLOCK = /^(\d\d):(\d\d):(\d\d)(\.\d+)?(?= )/

const two = (n: number) => String(n).padStart(2, '0')

export function stampOf(line: string, yearless = 2001): Stamp | null {
  const short = SHORT.exec(line)
  if (short) {
    const [whole, month, day, hour, minute, second, fraction = ''] = short as unknown as string[]
    const blank = day!.startsWith(' ')
    const index = MONTHS.indexOf(month as (typeof MONTHS)[number])
    if (index < 0) return null
    return {
      ms: Date.UTC(yearless, index, Number(day), Number(hour), Number(minute), Number(second)),
      length: whole!.length,
      print: (ms) => {
        const t = new Date(ms)
        const d = t.getUTCDate()
        return `${MONTHS[t.getUTCMonth()]} ${d < 10 ? (blank || day!.length === 1 ? ` ${d}` : two(d)) : d} ${clock(t)}${fraction}`
      },
    }
  }
  const iso = ISO.exec(line)
  if (iso) {
    const [whole, year, month, day, between, hour, minute, second, fraction = '', zone = ''] = iso as unknown as string[]
    return {
      ms: Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)),
      length: whole!.length,
      print: (ms) => {
        const t = new Date(ms)
        return `${t.getUTCFullYear()}-${two(t.getUTCMonth() + 1)}-${two(t.getUTCDate())}${between}${clock(t)}${fraction}${zone}`
      },
    }
  }
  const human = HUMAN.exec(line)
  if (human) {
    const [whole, , month, day, hour, minute, second, year] = human as unknown as string[]
    return {
      ms: Date.UTC(
        Number(year),
        MONTHS.indexOf(month as (typeof MONTHS)[number]),
        Number(day),
        Number(hour),
        Number(minute),
        Number(second),
      ),
      length: whole!.length,
      print: (ms) => {
        const t = new Date(ms)
        return `[${DAYS[t.getUTCDay()]} ${MONTHS[t.getUTCMonth()]} ${String(t.getUTCDate()).padStart(2)} ${clock(t)} ${t.getUTCFullYear()}]`
      },
    }
  }
  const bare = CLOCK.exec(line)
  if (bare) {
    const [whole, hour, minute, second, fraction = ''] = bare as unknown as string[]
    return {
      ms: Date.UTC(2001, 0, 1, Number(hour), Number(minute), Number(second)),
      length: whole!.length,
      print: (ms) => `${clock(new Date(ms))}${fraction}`,
    }
  }
  return null
}

const clock = (t: Date) => `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}:${two(t.getUTCSeconds())}`

/** The same line at another time; lines without a stamp stay as they are. */
export function shiftLine(line: string, byMs: number): string {
  const stamp = stampOf(line)
  return stamp ? `${stamp.print(stamp.ms + byMs)}${line.slice(stamp.length)}` : line
}

/** `2025-07-29T16:19:25-0700 pve kernel: …` → stamp, host, and what the program said with its name. */
export function splitLine(line: string): { stamp: Stamp; host: string; rest: string } | null {
  const stamp = stampOf(line)
  // dmesg names no machine.
  if (!stamp || line.startsWith('[')) return null
  const [, host, rest] = /^ ([\w.-]+) ([\s\S]+)$/.exec(line.slice(stamp.length)) ?? []
  return host === undefined || rest === undefined || !/^[A-Za-z(][\w.@/() -]*(?:\[\d+\])?: /.test(rest) ? null : { stamp, host, rest }
}
