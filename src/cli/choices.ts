import { WhydownError } from '../model/index.ts'

/** `draft,reviewed`: some of a closed list. */
export function parseChoices<T extends string>(text: string, choices: readonly T[], option: string): T[] {
  return text.split(',').map((part) => {
    const found = choices.find((choice) => choice === part.trim())
    if (found === undefined) throw new WhydownError('usage', `"${part}" is no value of ${option}.`, `Choose from ${choices.join(', ')}.`)
    return found
  })
}

export function parseCount(text: string, option: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1 || n > 100_000)
    throw new WhydownError('usage', `"${text}" is no number for ${option}.`, `Write it like ${option} 20.`)
  return n
}

/** `2025-08-29`, `+14d`, `today`: a day of the calendar of `zone`. */
export function parseDay(text: string, now: number, zone: string): string {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(now)
  const after = /^\+(\d{1,4})\s*d?$/.exec(text.trim())
  if (text === 'today') return today
  if (after) return new Date(Date.parse(today) + Number(after[1]) * 86_400_000).toISOString().slice(0, 10)
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text)
    throw new WhydownError('usage', `"${text}" is not a day.`, 'Write it like 2025-08-29, +14d or today.')
  return text
}
