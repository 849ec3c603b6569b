import type { DiagnosisDocument } from '../model/index.ts'
import type { AccuracyCase, CaseLog } from './case.ts'
import { atAnotherTime, inAnotherZone, overNewYear, scrubbed, withOtherGuestIds, withOtherHosts } from './disguise.ts'
import { caseWithLines, type LineForms } from './noise.ts'
import { randomFrom, shuffled } from './random.ts'
import { diagnoseCase } from './run.ts'

/** A change of the evidence for which it is known what may become of the answer. */
export interface Law {
  readonly id: string
  readonly title: string
  /** `same`: nothing may change. `no-new-cause`: it may become less sure or an earlier or later link of the same story. */
  readonly demands: 'same' | 'no-new-cause'
  variants(base: Base): readonly AccuracyCase[]
}

/** A case with its answer. */
export interface Base {
  readonly example: AccuracyCase
  readonly document: DiagnosisDocument
}

export interface Violation {
  readonly law: string
  readonly id: string
  readonly before: string
  readonly after: string
  readonly variant: AccuracyCase
}

const DAY = 86_400_000

const renamed = (id: string, title: string, change: (example: AccuracyCase) => AccuracyCase | null): Law => ({
  id,
  title,
  demands: 'same',
  variants: ({ example }) => {
    const changed = change(example)
    return changed && JSON.stringify(changed) !== JSON.stringify(example) ? [changed] : []
  },
})

/** So many places to cut each log at, spread evenly; all of them with `every` set to 1. */
const cuts = (lines: number, places: number): number[] => {
  const step = Math.max(1, Math.ceil(lines / (places + 1)))
  return Array.from({ length: Math.ceil(lines / step) - 1 }, (_, n) => (n + 1) * step)
}

function cutting(id: string, title: string, cut: (lines: readonly string[], at: number) => string[], places: number): Law {
  return {
    id,
    title,
    demands: 'no-new-cause',
    variants: ({ example }) =>
      example.logs.flatMap((log, n) =>
        cuts(log.lines.length, places).map((at) => withLog(example, n, { ...log, lines: cut(log.lines, at) })),
      ),
  }
}

const withLog = (example: AccuracyCase, n: number, log: CaseLog): AccuracyCase => ({ ...example, logs: example.logs.with(n, log) })

/** The lines that the answer rests on, by log. */
function citedLines({ document }: Base): ReadonlyMap<number, ReadonlySet<number>> {
  const refs = new Set(document.diagnoses[0]?.cause?.evidence ?? [])
  const cited = new Map<number, Set<number>>()
  for (const item of document.evidence) {
    const log = Number(/-(\d+)\.log$/.exec(item.file)?.[1] ?? Number.NaN)
    if (refs.has(item.ref) && !Number.isNaN(log)) cited.set(log, (cited.get(log) ?? new Set()).add(item.line))
  }
  return cited
}

const withoutLines = (example: AccuracyCase, gone: (log: number, line: number) => boolean): AccuracyCase => ({
  ...example,
  logs: example.logs.map((log, n) => ({ ...log, lines: log.lines.filter((_, index) => !gone(n, index + 1)) })),
})

/** What must hold for every case, whatever it is about. `places`: at how many places a log is cut. */
export const lawsOf = (noise: LineForms, places: number): Law[] => [
  {
    id: 'without-decisive',
    title: 'without the lines it rests on, one by one and all, it is less sure and never another cause',
    demands: 'no-new-cause',
    variants(base) {
      const cited = citedLines(base)
      const all = [...cited].flatMap(([log, lines]) => [...lines].map((line) => ({ log, line })))
      if (all.length === 0) return []
      return [
        withoutLines(base.example, (log, line) => cited.get(log)?.has(line) === true),
        ...(all.length > 1 ? all.map((one) => withoutLines(base.example, (log, line) => log === one.log && line === one.line)) : []),
      ]
    },
  },
  cutting('cut-front', 'a log that begins later', (lines, at) => lines.slice(at), places),
  cutting('cut-back', 'a log that ends earlier', (lines, at) => lines.slice(0, at), places),
  cutting('cut-both', 'a log of which only the middle is left', (lines, at) => lines.slice(at >> 1, lines.length - (at >> 1)), places),
  {
    id: 'without-a-log',
    title: 'without one of the files',
    demands: 'no-new-cause',
    variants: ({ example }) =>
      example.logs.length < 2 ? [] : example.logs.map((_, n) => ({ ...example, logs: example.logs.toSpliced(n, 1) })),
  },
  renamed('noise', 'everyday lines around and between', (example) => caseWithLines(example, noise, 60)),
  renamed('files-shuffled', 'the files in another order', (example) =>
    example.logs.length < 3 ? null : { ...example, logs: shuffled(example.logs, randomFrom(`${example.id}files`)) },
  ),
  renamed('files-reversed', 'the files in reverse order', (example) =>
    example.logs.length < 2 ? null : { ...example, logs: example.logs.toReversed() },
  ),
  renamed('other-hosts', 'machines with other names', withOtherHosts),
  renamed('other-guest-ids', 'guests with other ids', withOtherGuestIds),
  renamed('other-date', 'a hundred days later', (example) => atAnotherTime(example, 100 * DAY)),
  renamed('other-year', 'three years earlier', (example) => atAnotherTime(example, -3 * 365 * DAY)),
  renamed('new-year', 'over the end of a year', overNewYear),
  renamed('other-zone', 'in another zone', (example) => inAnotherZone(example)),
  renamed('scrubbed', 'machines, people and addresses under other names', scrubbed),
]

const verdictOf = ({ diagnoses: [first] }: DiagnosisDocument): string =>
  first === undefined
    ? 'nothing'
    : `${first.cause?.id ?? 'undetermined'} (${first.conclusion}${first.conclusion === 'inconclusive' ? '' : `, ${first.outage.state}`})`

/** Every cause that the whole evidence knows: as an answer, as a link of its chain, or ruled out. */
function knownCauses({ diagnoses }: DiagnosisDocument): Set<string> {
  return new Set(diagnoses.flatMap((d) => [d.cause?.id ?? '', ...d.chain.map((c) => c.id), ...d.rejected.map((r) => r.id)]))
}

/** Does the changed answer break the law? */
export function breaks(law: Law, base: Base, after: DiagnosisDocument): boolean {
  if (law.demands === 'same') return verdictOf(base.document) !== verdictOf(after)
  const [first] = after.diagnoses
  if (!first || first.conclusion === 'inconclusive') return false
  const { truth } = base.example
  const allowed = knownCauses(base.document)
  for (const id of [truth.cause, ...truth.alsoAccept, ...truth.weaker]) allowed.add(id)
  return !allowed.has(first.cause?.id ?? '')
}

/** Runs every law over a case. */
export async function violationsOf(example: AccuracyCase, laws: readonly Law[]): Promise<{ runs: number; violations: Violation[] }> {
  if (example.logs.some((log) => log.file !== undefined)) return { runs: 0, violations: [] }
  const base: Base = { example, document: (await diagnoseCase(example)).document }
  const violations: Violation[] = []
  let runs = 0
  for (const law of laws)
    for (const variant of law.variants(base)) {
      runs++
      const { document } = await diagnoseCase(variant)
      if (breaks(law, base, document))
        violations.push({ law: law.id, id: example.id, before: verdictOf(base.document), after: verdictOf(document), variant })
    }
  return { runs, violations }
}
