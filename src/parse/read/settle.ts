import type { StampKind } from '../../model/index.ts'
import type { PrintedTime } from '../define.ts'
import { epochInZone } from './zone.ts'

/** Used when nothing in all the evidence tells a year. */
export const FALLBACK_YEAR = 2025

const HALF_YEAR_MS = 183 * 86_400_000
const DAY_MS = 86_400_000

export interface Settled {
  readonly at: number | null
  readonly stamp: StampKind
  readonly utcOffsetMs?: number
  readonly monotonicUs?: number
}

export interface Settler {
  settle(time: PrintedTime): Settled
  /** What was assumed, one sentence each. */
  notes(): string[]
}

/**
 * Years and days for stamps that carry none, in one pass: the first stamp takes the year that puts it at or before
 * `reference` (the newest dated line of all the evidence), a jump back by more than half a year is the turn of a year, and a
 * time of day that jumps back by more than half a day is midnight.
 */
export function createSettler(file: string, zone: string, reference: number | null, dated = true): Settler {
  let year: number | null = null
  let last: number | null = null
  let day: number | null = null
  let lastOfDay: number | null = null
  let assumedYear = false
  let assumedDay = false
  let assumedZone = false

  const yearOf = (time: Extract<PrintedTime, { kind: 'calendar' }>): number => {
    if (year === null) {
      year = reference === null ? FALLBACK_YEAR : new Date(reference).getUTCFullYear()
      if (reference !== null) {
        const inTime = (one: number) => epochInZone({ ...time, year: one }, zone) <= reference + DAY_MS
        // A log of December that is read in January is last year's; the first hours of a year may lie before a reference
        // whose zone is another one.
        year = [year + 1, year].find(inTime) ?? year - 1
      }
    } else if (last !== null) {
      const same = epochInZone({ ...time, year }, zone)
      if (last - same > HALF_YEAR_MS) year += 1
      else if (same - last > HALF_YEAR_MS) return year - 1
    }
    return year
  }

  return {
    settle(time) {
      switch (time.kind) {
        case 'epoch':
          last = time.ms
          return { at: time.ms, stamp: 'absolute', ...(time.utcOffsetMs === undefined ? {} : { utcOffsetMs: time.utcOffsetMs }) }
        case 'calendar': {
          const inferred = time.year === undefined
          const at = epochInZone({ ...time, year: time.year ?? yearOf(time) }, zone)
          if (inferred) assumedYear = true
          else year = time.year!
          assumedZone = true
          last = at
          return { at, stamp: inferred ? 'inferred-year' : 'local' }
        }
        case 'time-of-day': {
          const ofDay = (time.hour * 3600 + time.minute * 60 + time.second) * 1000
          if (day === null) {
            const near = new Date(last ?? reference ?? Date.UTC(FALLBACK_YEAR, 0, 1))
            day = Date.UTC(near.getUTCFullYear(), near.getUTCMonth(), near.getUTCDate())
          } else if (lastOfDay !== null && lastOfDay - ofDay > DAY_MS / 2) day += DAY_MS
          lastOfDay = ofDay
          assumedDay = true
          const date = new Date(day)
          const at = epochInZone(
            {
              year: date.getUTCFullYear(),
              month: date.getUTCMonth() + 1,
              day: date.getUTCDate(),
              hour: time.hour,
              minute: time.minute,
              second: time.second,
            },
            zone,
          )
          return { at, stamp: 'time-only' }
        }
        case 'uptime':
          return { at: null, stamp: 'uptime', monotonicUs: Math.round(time.seconds * 1e6) }
      }
    },
    notes() {
      const because =
        reference === null || !dated ? 'nothing in the evidence tells one' : 'taken from the newest dated line of the evidence'
      return [
        ...(assumedYear ? [`${file} prints no year: ${year} was assumed (${because}).`] : []),
        ...(assumedDay ? [`${file} prints no date: a day was assumed, only the distances between its lines count.`] : []),
        ...(assumedZone ? [`${file} prints no time zone: it was read as ${zone}.`] : []),
      ]
    },
  }
}
