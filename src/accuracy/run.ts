import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EvidenceInput } from '../bundle/index.ts'
import { analyze, parseSubject } from '../diagnose/index.ts'
import type { DiagnosisDocument } from '../model/index.ts'
import type { AccuracyCase } from './case.ts'
import { chainRight, isExact, type Score, scoreCase, triggerRight, ungrounded } from './score.ts'
import { victimRight } from './victim.ts'

export interface CaseResult {
  readonly example: AccuracyCase
  readonly id: string
  readonly truth: string
  readonly answer: string
  readonly conclusion: string
  readonly score: Score
  /** An unknown that is as good as it can be: its proof was taken away. */
  readonly rightlyUnknown: boolean
  readonly exact: boolean
  readonly victim: boolean | null
  readonly trigger: boolean | null
  readonly chain: boolean | null
  readonly problems: readonly string[]
  readonly document: DiagnosisDocument
}

/** Puts a case on disk as a user would have it, every log as a file of its own, and analyzes it. */
export async function diagnoseCase(
  example: AccuracyCase,
): Promise<{ document: DiagnosisDocument; sources: Map<string, readonly string[]> }> {
  const directory = await mkdtemp(join(tmpdir(), 'whydown-case-'))
  const sources = new Map<string, readonly string[]>()
  try {
    const inputs: EvidenceInput[] = []
    for (const [n, log] of example.logs.entries()) {
      const side = log.from === 'guest' ? 'guest' : 'host'
      if (log.file !== undefined) {
        if (/\.(?:log|txt)$/.test(log.file)) sources.set(log.file, (await readFile(log.file, 'utf8')).split('\n'))
        inputs.push({ path: log.file, side })
        continue
      }
      const path = join(directory, `${log.from}-${n}.log`)
      sources.set(path, log.lines)
      await writeFile(path, `${log.lines.join('\n')}\n`)
      inputs.push({ path, side })
    }
    const subject = example.subject ? parseSubject(example.subject) : null
    const document = await analyze(inputs, {
      version: 'accuracy',
      ...(subject ? { subject } : {}),
      ...(example.tz ? { zone: example.tz } : {}),
    })
    return { document, sources }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

export async function runCase(example: AccuracyCase): Promise<CaseResult> {
  const { document, sources } = await diagnoseCase(example)
  const [first] = document.diagnoses
  const { truth } = example
  const score = scoreCase(truth, document, example.expect)
  return {
    example,
    id: example.id,
    truth: truth.cause,
    answer: first?.cause?.id ?? 'undetermined',
    conclusion: first?.conclusion ?? 'inconclusive',
    score,
    rightlyUnknown: score === 'unknown' && example.expect === 'truth-or-unknown',
    exact: isExact(truth, document),
    victim: victimRight(example, document),
    trigger: triggerRight(truth, document),
    chain: chainRight(truth, document),
    problems: ungrounded(document, sources),
    document,
  }
}

/** So many at once: most of a run is waiting for the disk. */
const AT_ONCE = 8

/** Runs them all, in order, a few at a time. What a case throws becomes its entry. */
export async function runCases<T>(
  cases: readonly AccuracyCase[],
  run: (example: AccuracyCase) => Promise<T>,
): Promise<(T | { readonly id: string; readonly error: Error })[]> {
  const results: (T | { readonly id: string; readonly error: Error })[] = []
  let next = 0
  const work = async () => {
    while (next < cases.length) {
      const n = next++
      const example = cases[n]!
      try {
        results[n] = await run(example)
      } catch (error) {
        results[n] = { id: example.id, error: error as Error }
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}
