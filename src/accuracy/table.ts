import { ARMS } from './case.ts'
import type { CaseResult } from './run.ts'

export interface Tally {
  readonly name: string
  right: number
  /** Unknown where nothing more can be said. */
  rightly: number
  unknown: number
  wrong: number
}

const tallyOf = (name: string, results: readonly CaseResult[]): Tally => ({
  name,
  right: results.filter((r) => r.score === 'right').length,
  rightly: results.filter((r) => r.rightlyUnknown).length,
  unknown: results.filter((r) => r.score === 'unknown' && !r.rightlyUnknown).length,
  wrong: results.filter((r) => r.score === 'wrong').length,
})

/** Right, unknown and wrong per arm, in the order of the arms. */
export const perArm = (results: readonly CaseResult[]): Tally[] =>
  ARMS.map((arm) =>
    tallyOf(
      arm,
      results.filter((r) => r.example.arm === arm),
    ),
  ).filter((tally) => tally.right + tally.rightly + tally.unknown + tally.wrong > 0)

/** The same per area of the cause that a case is about. */
export const perArea = (results: readonly CaseResult[]): Tally[] =>
  [...Map.groupBy(results, (r) => (r.example.about ?? r.truth).split('.')[0]!)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([area, list]) => tallyOf(area, list))

export function tableOf(title: string, tallies: readonly Tally[]): string[] {
  const width = Math.max(title.length, ...tallies.map((t) => t.name.length))
  const row = (name: string, ...cells: (string | number)[]) =>
    `${name.padEnd(width)} ${cells.map((cell) => String(cell).padStart(9)).join('')}`
  return [
    row(title, 'cases', 'right', 'rightly', 'unknown', 'wrong'),
    row('', '', '', 'unknown', '', ''),
    ...tallies.map((t) => row(t.name, t.right + t.rightly + t.unknown + t.wrong, t.right, t.rightly, t.unknown, t.wrong)),
  ]
}

const rate = (results: readonly CaseResult[], of: (r: CaseResult) => boolean | null): string => {
  const told = results.map(of).filter((value) => value !== null)
  return `${told.filter(Boolean).length} of ${told.length}`
}

/** How often the other parts of an answer are right, where the truth tells them; and how often `confirmed` is wrong. */
export function partsOf(results: readonly CaseResult[]): string[] {
  const confirmed = results.filter((r) => r.conclusion === 'confirmed')
  return [
    `the very cause named first: ${rate(results, (r) => (r.example.expect === 'truth' ? r.exact : null))}`,
    `victim right, where the question does not name it: ${rate(results, (r) => r.victim)}`,
    `trigger right, where the truth tells one: ${rate(results, (r) => r.trigger)}`,
    `chain right, where the truth tells one: ${rate(results, (r) => r.chain)}`,
    `confirmed: ${confirmed.length}, of these wrong: ${confirmed.filter((r) => r.score === 'wrong').length}`,
  ]
}
