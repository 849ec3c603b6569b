import type { ManifestArtifact } from '../model/index.ts'
import { JOURNAL_LINES } from './allowed.ts'
import type { Span, Step } from './define.ts'
import type { StepResult } from './session/session.ts'

type Coverage = NonNullable<ManifestArtifact['coverage']>

export interface Answer {
  readonly step: Step
  readonly result: StepResult
  readonly limitSeconds: number
  readonly content: Buffer
}

export interface Reach {
  /** Oldest entry of the journal of that machine; null when it has none. */
  readonly oldest: number | null
  /** True when the account sees only its own messages. */
  readonly ownOnly: boolean
}

const DENIED =
  /Permission denied|Operation not permitted|a password is required|not allowed to execute|must be (?:run as )?root|Access denied|insufficient permissions|Permission check failed|failed to connect to the hypervisor/i
const ABSENT = /(?:command )?not found|No such file or directory|No QEMU guest agent configured|does not exist/i

const iso = (ms: number | null) => (ms === null ? null : new Date(Math.floor(ms)).toISOString())

/**
 * What an answer says about its own silence: whether it is whole, for which time, and if not, why. A command that did not end
 * is no error of ours: that a source does not answer is evidence, and says so.
 */
export function coverageOf(answer: Answer, needs: string, reach: Reach, now: number): Coverage {
  const { step, result, content, limitSeconds } = answer
  const none = (status: Coverage['status'], because: string): Coverage => ({ status, from: null, to: null, because })
  const journal = step.use.startsWith('journal-') && step.use !== 'journal-unclean'
  switch (result.ended) {
    case 'not-reached':
      return none('missing', 'the time for this machine was used up before it could be asked')
    case 'gone':
      return none('missing', 'the connection to the machine was lost before it answered')
    case 'hung':
      return none('missing', `it did not answer within ${limitSeconds} s`)
    case 'cut':
      return { ...none('truncated', 'longer than what is taken; the rest was left there'), ...spanFields(step.span ?? null) }
    case 'exit':
  }
  if (result.exit === 124 || result.exit === 137) return none('missing', `it did not answer within ${limitSeconds} s and was ended`)
  if (journal && reach.ownOnly) return none('denied', `this account sees only its own messages; it needs: ${needs}`)
  if (result.exit !== 0 && DENIED.test(result.stderr)) return none('denied', `${tellingLine(result.stderr)}; it needs: ${needs}`)
  if (result.exit === 127 || (result.exit !== 0 && ABSENT.test(result.stderr)))
    return none('missing', tellingLine(result.stderr) || 'there is no such program')
  if (result.exit !== 0 && content.length === 0) return none('missing', tellingLine(result.stderr) || `it ended with code ${result.exit}`)
  if (step.holds === 'selection')
    return { status: 'truncated', ...spanFields(step.span ?? null), because: 'a selection: only the kinds of lines that were asked for' }
  if (step.holds !== 'span' || !step.span) return { status: 'complete', from: null, to: null }

  const to = Math.min(step.span.to, now)
  const cut = countLines(content) >= JOURNAL_LINES
  // Where nobody could tell how far back the journal reaches, its silence counts from its first line of that time.
  const from = Math.max(step.span.from, cut || reach.oldest === null ? (firstTime(content) ?? to) : 0, reach.oldest ?? 0)
  if (from >= to)
    return none(
      'missing',
      reach.oldest === null
        ? 'no line of that time, and how far back the journal reaches is not known'
        : `the journal begins only at ${iso(reach.oldest)}`,
    )
  if (from > step.span.from)
    return {
      status: 'complete',
      from: iso(from),
      to: iso(to),
      because: cut ? `more than ${JOURNAL_LINES} lines; the older ones were left there` : `the journal begins only at ${iso(from)}`,
    }
  return { status: 'complete', from: iso(from), to: iso(to) }
}

const spanFields = (span: Span | null) => ({ from: iso(span?.from ?? null), to: iso(span?.to ?? null) })

/** One row for an artifact that several commands filled: whole where the part that must be whole is. */
export function joinCoverage(parts: readonly { step: Step; coverage: Coverage }[]): Coverage {
  if (parts.length === 1) return parts[0]!.coverage
  const wholes = parts.filter(({ step, coverage }) => step.holds === 'span' && coverage.status === 'complete')
  const failed = parts.find(({ coverage }) => coverage.status === 'denied' || coverage.status === 'missing')
  const because = failed ? failed.coverage.because : parts.map(({ coverage }) => coverage.because).find((one) => one !== undefined)
  const told = because === undefined ? {} : { because }
  if (parts.some(({ step }) => step.holds === 'span')) {
    // Several spans do not make one: the latest is what the silence of this log is good for.
    const last = wholes.toSorted((a, b) => (a.coverage.to ?? '').localeCompare(b.coverage.to ?? '')).at(-1)
    if (!last) return failed ? failed.coverage : { status: 'truncated', from: null, to: null, ...told }
    return { ...last.coverage, because: last.coverage.because ?? 'outside of this time only the telling lines were taken' }
  }
  const statuses = ['denied', 'missing', 'truncated', 'complete'] as const
  const worst = statuses.find((status) => parts.some(({ coverage }) => coverage.status === status)) ?? 'complete'
  const some = parts.some(({ coverage }) => coverage.status === 'complete' || coverage.status === 'truncated')
  const [first] = parts
  return {
    status: worst === 'complete' ? 'complete' : some ? 'truncated' : worst,
    from: first!.coverage.from,
    to: first!.coverage.to,
    ...told,
  }
}

function countLines(content: Buffer): number {
  let lines = 0
  for (let at = content.indexOf(10); at >= 0; at = content.indexOf(10, at + 1)) lines++
  return lines
}

function firstTime(content: Buffer): number | null {
  const micros = Number(/"__REALTIME_TIMESTAMP"\s*:\s*"(\d+)"/.exec(content.toString('latin1', 0, 16_384))?.[1])
  return Number.isFinite(micros) ? Math.ceil(micros / 1000) : null
}

/** The first line says what went wrong, those after it what followed from that. */
const tellingLine = (text: string) =>
  (text.split('\n').find((line) => line.trim() !== '') ?? '')
    .trim()
    .replace(/^(?:sh|bash|\/bin\/sh): (?:\d+|line \d+): /, '')
    .replace(/^timeout: failed to run command ['‘](\S+)['’]: .*$/, '$1: not found')
    .slice(0, 200)
