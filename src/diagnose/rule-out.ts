import type { CauseDefinition, Finding } from '../causes/index.ts'
import type { CoverageRow, Diagnosis, Observation, Outage } from '../model/index.ts'
import { coveringSource, type Evidence } from './case.ts'
import type { Story } from './stories.ts'
import { sentence } from './words.ts'

const BEFORE_MS = 5 * 60_000
const AFTER_MS = 60_000

export interface Rejection {
  readonly cause: CauseDefinition
  readonly because: string
  readonly observations: readonly Observation[]
  readonly coverage: readonly CoverageRow[]
}

export interface Open {
  readonly cause: CauseDefinition
  readonly because: string
}

/**
 * For every other cause that was seen, or that a person would suspect here: why it is not this one.
 *
 * Silence rules a cause out only where it must have been logged and a source of that side holds the whole time; where nobody
 * could look it stays unknown, with the command that would settle it.
 */
export function doubt(
  evidence: Evidence,
  causes: readonly CauseDefinition[],
  story: Story | null,
  findings: readonly Finding[],
  outage: Outage,
  guest: string | undefined,
): { rejected: Rejection[]; open: Open[] } {
  const rejected: Rejection[] = []
  const open: Open[] = []
  const explained = new Set(story ? [story.mechanism, ...story.faces, ...story.upstream.map((u) => u.finding)] : [])
  const told = new Set([...explained].map((finding) => finding.cause.id))
  const seen = new Set<string>()

  for (const finding of findings) {
    const id = finding.cause.id
    if (explained.has(finding) || told.has(id) || seen.has(id)) continue
    const lines = [...finding.decisive, ...finding.supporting]
    const reason = whyNot(finding, story, guest)
    if (reason === null) continue
    // A cause nobody would suspect here, without a single line that proves it, is not worth a denial.
    if (finding.decisive.length === 0 && finding.contradicting.length === 0) continue
    seen.add(id)
    rejected.push({
      cause: finding.cause,
      because: reason,
      observations: [...lines.slice(0, 2), ...finding.contradicting.slice(0, 2)],
      coverage: [],
    })
  }

  for (const cause of causes) {
    if (seen.has(cause.id) || told.has(cause.id) || !cause.suspectWhen?.includes(outage.state)) continue
    if (cause.mustLog === undefined) {
      if (story === null) open.push({ cause, because: `${sentence(cause.title)} It may leave no line in the logs that are here.` })
      continue
    }
    const side = cause.mustLog === 'guest-log' ? 'guest' : 'host'
    const t1 = outage.from === null ? null : Date.parse(outage.from)
    const row = t1 === null ? undefined : coveringSource(evidence, side, t1 - BEFORE_MS, t1 + AFTER_MS)
    if (row)
      rejected.push({ cause, because: `The log of the ${side} holds that time and has no line of it.`, observations: [], coverage: [row] })
    else if (story === null)
      open.push({ cause, because: `${sentence(cause.title)} No log of the ${side} here holds the whole time around it.` })
  }
  return { rejected, open }
}

function whyNot(finding: Finding, story: Story | null, guest: string | undefined): string | null {
  if (finding.decisive.length === 0) {
    if (finding.contradicting.length > 0) return `No line proves it, and ${finding.contradicting[0]!.says}.`
    return story ? 'No line proves it.' : null
  }
  if (guest !== undefined && finding.about.guest !== undefined && finding.about.guest !== guest)
    return `It happened to guest ${finding.about.guest}, not to ${guest}.`
  if (finding.contradicting.length > 0) return `Contradicted: ${finding.contradicting[0]!.says}.`
  if (!story) return `It was hours away from the end of ${guest ?? 'the guest'}, and nothing links the two.`
  if (story.explains.includes(finding)) return `It followed from this: ${story.mechanism.cause.title}.`
  const [a, b] = [finding.at, story.mechanism.at]
  if (a !== null && b !== null && a > b + 60_000) return 'It began after the guest was already down.'
  if (a !== null && b !== null && b - a > 30 * 60_000) return 'It was earlier, and nothing links it to this outage.'
  if (endsGuests(story.mechanism.cause.state) && !endsGuests(finding.cause.state))
    return 'By itself it ends no guest, and nothing links it to this outage.'
  return 'Nothing links it to this outage.'
}

const endsGuests = (state: Outage['state']) => state === 'killed' || state === 'stopped' || state === 'rebooted'

export const settleOf = (cause: CauseDefinition, subject: Diagnosis['subject']) =>
  cause.settle.map(({ what, command }) => ({ what, command: fillCommand(command, subject) }))

/** Fills `{guest}` and `{node}`; unknown ones stay as an obvious placeholder to replace. */
export function fillCommand(command: string, subject: Diagnosis['subject']): string {
  const guest = subject.kind === 'vm' || subject.kind === 'ct' ? (subject.id ?? subject.name) : undefined
  return command
    .replaceAll('{guest}', guest ?? 'VMID')
    .replaceAll('{node}', subject.node ?? (subject.kind === 'node' ? subject.id : undefined) ?? 'HOST')
}
