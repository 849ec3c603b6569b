import type { PrintedTime } from '../define.ts'

/**
 * Month names as logs print them: the C locale's, and those of translated systems (with or without a dot, one to four
 * letters kept). Lower-case, without accents.
 */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'janv', 'gen', 'sty', 'led', 'oca', '1月'],
  ['feb', 'fev', 'fevr', 'lut', 'uno', 'sub', '2月'],
  ['mar', 'mrz', 'mars', 'maa', 'mrt', 'bre', '3月'],
  ['apr', 'abr', 'avr', 'avril', 'kwi', 'dub', 'nis', '4月'],
  ['may', 'mai', 'mei', 'maj', 'mag', 'kve', '5月'],
  ['jun', 'juin', 'giu', 'cze', 'haz', '6月'],
  ['jul', 'juil', 'lug', 'lip', 'tem', '7月'],
  ['aug', 'ago', 'aout', 'sie', 'srp', 'agu', '8月'],
  ['sep', 'sept', 'set', 'wrz', 'zar', 'eyl', '9月'],
  ['oct', 'okt', 'out', 'ott', 'paz', 'rij', 'eki', '10月'],
  ['nov', 'lis', 'kas', '11月'],
  ['dec', 'dez', 'dic', 'des', 'gru', 'pro', 'ara', '12月'],
]

const MONTH_OF = new Map(MONTHS.flatMap((names, n) => names.map((name) => [name, n + 1] as const)))

/** 1 to 12, or 0 when it is no month's name. */
export function monthOf(name: string): number {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f.]/g, '')
  return MONTH_OF.get(plain) ?? MONTH_OF.get(plain.slice(0, 3)) ?? 0
}

export const offsetMs = (text: string): number => {
  if (text === 'Z' || text === 'z' || text === 'UTC') return 0
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
}

const inRange = (month: number, day: number, hour: number, minute: number, second: number) =>
  month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 61

/** The time of a stamp with a year: an instant when it carries an offset, calendar time otherwise; null when it is none. */
export function isoTime(
  year: string,
  month: string | number,
  day: string,
  hour: string,
  minute: string,
  second: string,
  zone?: string,
): PrintedTime | null {
  const parts = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second.replace(',', '.')),
  }
  if (!inRange(parts.month, parts.day, parts.hour, parts.minute, parts.second)) return null
  if (zone === undefined || zone === '') return { kind: 'calendar', ...parts }
  const utcOffsetMs = offsetMs(zone)
  const whole = Math.floor(parts.second)
  const ms = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, whole) + (parts.second - whole) * 1000 - utcOffsetMs
  return { kind: 'epoch', ms, utcOffsetMs }
}

export function monthDayTime(name: string, day: string, hour: string, minute: string, second: string): PrintedTime | null {
  const month = monthOf(name)
  const parts = { month, day: Number(day), hour: Number(hour), minute: Number(minute), second: Number(second.replace(',', '.')) }
  return inRange(parts.month, parts.day, parts.hour, parts.minute, parts.second) ? { kind: 'calendar', ...parts } : null
}
