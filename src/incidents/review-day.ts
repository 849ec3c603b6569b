import { localClock } from '../report/index.ts'

const DAY_MS = 86_400_000
export const REVIEW_AFTER_DAYS = 30

/** `2025-08-29`: the day `days` after `at` on the calendar of `zone`. */
export function reviewDay(at: number, zone: string, days = REVIEW_AFTER_DAYS): string {
  const today = localClock(zone).date(at)
  return new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10)
}
