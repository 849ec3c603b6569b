import { existsSync } from 'node:fs'
import type { EvidenceInput } from '../bundle/index.ts'
import { outagesOf } from '../incidents/index.ts'
import { type DiagnosisDocument, type EvidenceRecipe, WhydownError } from '../model/index.ts'
import { forgetEvidence, keepEvidence } from '../store/index.ts'
import { keepOutages, sayFiled } from './incidents/add.ts'
import { type StoreFlags, withStore } from './store.ts'

/** Keeps what an analysis found, with its evidence: `analyze --save`. */
export async function saveAnalysis(
  document: DiagnosisDocument,
  inputs: readonly EvidenceInput[],
  question: Omit<EvidenceRecipe, 'inputs'>,
  flags: StoreFlags & { saveAll?: boolean; evidence?: boolean },
): Promise<void> {
  await withStore(flags, async ({ store, stamp }) => {
    const kept = flags.evidence === false || !store.writable ? null : await keepEvidence(store.folder, inputs, question)
    const evidence = kept !== null && 'recipe' in kept ? kept : null
    if (kept !== null && 'notKept' in kept && !flags.quiet) process.stderr.write(`${kept.notKept}\n`)
    try {
      const filed = await keepOutages(store, document, stamp, { all: flags.saveAll === true, ...(evidence ? { evidence } : {}) })
      sayFiled(filed, document, flags)
    } finally {
      // The store took it, or it was kept before.
      if (evidence && existsSync(evidence.folder)) await forgetEvidence(evidence)
    }
  })
}

/**
 * Keeps what a live question found. Its bundle lies in the store already. The answer has been given: a store that fails is said
 * and takes nothing away.
 */
export async function keepLive(
  document: DiagnosisDocument,
  bundle: string,
  question: Omit<EvidenceRecipe, 'inputs'>,
  flags: StoreFlags,
): Promise<void> {
  if (outagesOf(document).length === 0) return
  try {
    await withStore(flags, async ({ store, stamp }) => {
      const evidence = { recipe: { ...question, inputs: [{ path: `bundles/${bundle}` }] } }
      sayFiled(await keepOutages(store, document, stamp, { all: false, evidence }), document, flags)
    })
  } catch (error) {
    if (!(error instanceof WhydownError)) throw error
    process.stderr.write(`The incident was not kept. ${error.message}\n${error.hint}\n`)
  }
}
