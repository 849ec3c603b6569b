import { existsSync } from 'node:fs'
import type { EvidenceInput } from '../bundle/index.ts'
import { type DiagnosisDocument, type EvidenceRecipe } from '../model/index.ts'
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
