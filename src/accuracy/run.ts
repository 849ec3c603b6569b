import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EvidenceInput } from '../bundle/index.ts'
import { analyze, type SubjectQuestion } from '../diagnose/index.ts'
import type { DiagnosisDocument } from '../model/index.ts'
import { type AccuracyCase, accuracyCase } from './case.ts'
import { type Score, scoreCase, ungrounded } from './score.ts'

export interface CaseResult {
  readonly id: string
  readonly truth: string
  readonly answer: string
  readonly conclusion: string
  readonly score: Score
  readonly problems: readonly string[]
  readonly document: DiagnosisDocument
}

export async function readCases(directory: string): Promise<AccuracyCase[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).toSorted()
  return Promise.all(names.map(async (name) => accuracyCase.parse(JSON.parse(await readFile(join(directory, name), 'utf8')))))
}

export const parseSubject = (text: string): SubjectQuestion | null => {
  const [, kind, id] = /^(vm|ct|node):(.+)$/.exec(text) ?? []
  return kind && id ? { kind: kind as SubjectQuestion['kind'], id } : null
}

/** Runs one case as a user would: every log as a file of its own, told whose it is. */
export async function runCase(example: AccuracyCase): Promise<CaseResult> {
  const directory = await mkdtemp(join(tmpdir(), 'whydown-case-'))
  try {
    const inputs: EvidenceInput[] = []
    for (const [n, log] of example.logs.entries()) {
      const path = join(directory, `${log.from}-${n}.log`)
      await writeFile(path, `${log.lines.join('\n')}\n`)
      inputs.push({ path, side: log.from === 'guest' ? 'guest' : 'host' })
    }
    const subject = example.subject ? parseSubject(example.subject) : null
    const document = await analyze(inputs, {
      version: 'accuracy',
      ...(subject ? { subject } : {}),
      ...(example.tz ? { zone: example.tz } : {}),
    })
    const [first] = document.diagnoses
    return {
      id: example.id,
      truth: example.truth.cause,
      answer: first?.cause?.id ?? 'undetermined',
      conclusion: first?.conclusion ?? 'inconclusive',
      score: scoreCase(example.truth, document),
      problems: ungrounded(document),
      document,
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
