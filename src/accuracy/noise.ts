import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { AccuracyCase, CaseLog } from './case.ts'
import { randomFrom } from './random.ts'
import { splitLine } from './stamps.ts'

/** Forms of lines by the side that prints them. */
export interface LineForms {
  readonly host: readonly string[]
  readonly guest: readonly string[]
  readonly 'other-guest'?: readonly string[]
}

export const readForms = (path: string): LineForms => parse(readFileSync(path, 'utf8')) as LineForms

const HOUR = 3_600_000

/**
 * A log with so many lines of those forms around and between its own, stamped like their neighbours: half of them in the
 * hour before and after, half in between. Null when the log has no stamped lines, as the output of a command.
 */
export function withLines(log: CaseLog, forms: readonly string[], count: number, seed: string): CaseLog | null {
  const below = randomFrom(seed)
  const stamped = log.lines.flatMap((line, index) => {
    const parts = splitLine(line)
    return parts ? [{ index, parts }] : []
  })
  const [first, last] = [stamped[0], stamped.at(-1)]
  if (!first || !last || forms.length === 0) return null
  const make = ({ stamp, host }: (typeof first)['parts'], offset: number) =>
    `${stamp.print(stamp.ms + offset)} ${host} ${forms[below(forms.length)]!.replaceAll('<H>', host).replace(/<N>/g, () => String(1000 + below(8999)))}`
  const around = (count + 3) >> 2
  // A bare clock knows no date: an hour earlier may be yesterday, and a log runs forwards.
  const hour = /^\d\d:/.test(log.lines[first.index]!) ? 0 : HOUR
  const offsets = (n: number) => Array.from({ length: n }, () => below(hour + 1)).toSorted((a, b) => a - b)
  const before = offsets(around).map((offset) => make(first.parts, offset - hour))
  const after = offsets(around).map((offset) => make(last.parts, offset))
  const between = new Map<number, string[]>()
  for (let n = around * 2; n < count; n++) {
    const at = stamped[below(stamped.length)]!
    between.set(at.index, [...(between.get(at.index) ?? []), make(at.parts, 0)])
  }
  return { ...log, lines: [...before, ...log.lines.flatMap((line, index) => [...(between.get(index) ?? []), line]), ...after] }
}

/** The case with lines of those forms in every log that can take them; null when none can. */
export function caseWithLines(example: AccuracyCase, forms: LineForms, count: number): AccuracyCase | null {
  const other = example.subject && !example.subject.startsWith('node:') ? (forms['other-guest'] ?? []) : []
  const logs = example.logs.map(
    (log, n) => withLines(log, log.from === 'guest' ? forms.guest : [...forms.host, ...other], count, `${example.id}|${n}`) ?? log,
  )
  return logs.every((log, n) => log === example.logs[n]) ? null : { ...example, logs }
}
