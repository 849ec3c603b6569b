import { isDeepStrictEqual } from 'node:util'
import type { Diagnosis, DiagnosisDocument } from '../model/index.ts'

/** One thing that another answer says differently, for people. */
export interface DiagnosisChange {
  readonly what: string
  readonly before: string
  readonly after: string
}

/**
 * What changed between two answers about one outage. Empty when they say the same: names of files, order of lines and the
 * version of whydown are not part of what is said.
 */
export function compareDiagnoses(before: DiagnosisDocument, after: DiagnosisDocument): DiagnosisChange[] {
  const [a, b] = [before.diagnoses[0]!, after.diagnoses[0]!]
  const changes: DiagnosisChange[] = []
  const compare = (what: string, of: (diagnosis: Diagnosis, document: DiagnosisDocument) => string) => {
    const [x, y] = [of(a, before), of(b, after)]
    if (x !== y) changes.push({ what, before: x || 'none', after: y || 'none' })
  }
  compare('Cause', ({ cause }) => (cause ? `${cause.title} (${cause.id})` : 'not known'))
  compare('How sure', ({ conclusion }) => conclusion)
  compare('State', ({ outage }) => outage.state)
  compare('From', ({ outage }) => outage.from ?? 'not known')
  compare('Until', ({ outage }) => outage.to ?? 'not known')
  compare('Planned', ({ outage }) => (outage.planned === null ? 'not known' : outage.planned ? 'yes' : 'no'))
  compare('Headline', ({ headline }) => headline)
  lists(changes, 'Part of the chain', chainOf(a), chainOf(b))
  lists(changes, 'Ruled out', rejectedOf(a), rejectedOf(b))
  lists(changes, 'Not known', unknownOf(a), unknownOf(b))
  lists(changes, 'Measure', measuresOf(a), measuresOf(b))
  lists(changes, 'Cited line', citedOf(before), citedOf(after))
  return changes
}

const chainOf = ({ chain }: Diagnosis) => chain.map(({ id, role, title }) => `${role}: ${title} (${id})`)
const rejectedOf = ({ rejected }: Diagnosis) => rejected.map(({ title, id }) => `${title} (${id})`)
const unknownOf = ({ unknown }: Diagnosis) => unknown.map(({ id, because }) => `${id}: ${because}`)
const measuresOf = ({ actions }: Diagnosis) => actions.map(({ text }) => text)

function citedOf({ diagnoses, evidence }: DiagnosisDocument): string[] {
  const cited = new Set(diagnoses.flatMap(({ cause, chain }) => [...(cause?.evidence ?? []), ...chain.flatMap((link) => link.evidence)]))
  return evidence.filter(({ ref }) => cited.has(ref)).map(({ text }) => text)
}

function lists(changes: DiagnosisChange[], what: string, before: readonly string[], after: readonly string[]): void {
  for (const gone of new Set(before)) if (!after.includes(gone)) changes.push({ what, before: gone, after: 'none' })
  for (const added of new Set(after)) if (!before.includes(added)) changes.push({ what, before: 'none', after: added })
}

/** The very same words and lines, whatever the files are called. */
export function saysTheSame(before: DiagnosisDocument, after: DiagnosisDocument): boolean {
  const lines = (document: DiagnosisDocument) => document.evidence.map(({ at, text, from }) => ({ at, text, from }))
  return compareDiagnoses(before, after).length === 0 && isDeepStrictEqual(lines(before), lines(after))
}
