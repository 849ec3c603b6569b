import type { DiagnosisDocument } from '../model/index.ts'
import type { Evidence, IncidentStore, Stamp } from '../store/index.ts'
import { compareDiagnoses, type DiagnosisChange, saysTheSame } from './compare-diagnoses.ts'
import { outageDocument } from './outage-document.ts'
import { proposeActions } from './propose-actions.ts'
import { reviewDay } from './review-day.ts'

export interface Filed {
  readonly id: string
  /**
   * added: a new incident, a draft. same: this outage is kept already and nothing is new. updated: it was a draft that no
   * person had touched, and has the new answer now. proposed: a person has worked on it, so the new answer waits for a word.
   */
  readonly outcome: 'added' | 'same' | 'updated' | 'proposed'
  readonly changes: readonly DiagnosisChange[]
}

/** What only machines write; any other entry of the history is a person's. */
const BY_MACHINE = new Set(['added', 'diagnosis', 'propose-diagnosis', 'check', 'imported'])

/**
 * Keeps an outage of a document as an incident, with its measures as open actions and a review in 30 days. Asking twice about
 * one outage gives one incident. `evidence` is taken over by the store, or left alone with outcome `same`: then remove it.
 */
export async function fileIncident(
  store: IncidentStore,
  whole: DiagnosisDocument,
  options: { readonly stamp: Stamp; readonly outage?: number; readonly evidence?: Evidence; readonly author?: string },
): Promise<Filed> {
  const document = outageDocument(whole, options.outage)
  const { stamp } = options
  const evidence = options.evidence ? { evidence: options.evidence } : {}
  const added = await store.add(
    {
      document,
      actions: proposeActions(document),
      nextReview: reviewDay(stamp.at, document.zone.name),
      ...(options.author ? { author: options.author } : {}),
      ...evidence,
    },
    stamp,
  )
  if (!added.existed) return { id: added.id, outcome: 'added', changes: [] }
  const kept = await store.get(added.id)
  if (saysTheSame(kept.document, document) || (kept.proposal && saysTheSame(kept.proposal.document, document)))
    return { id: added.id, outcome: 'same', changes: [] }
  const changes = compareDiagnoses(kept.document, document)
  const because =
    changes.length === 0
      ? 'more evidence, same answer'
      : changes
          .map(({ what }) => what.toLowerCase())
          .filter((what, n, all) => all.indexOf(what) === n)
          .join(', ')
  const touched = (await store.history({ incident: added.id })).some(({ kind }) => !BY_MACHINE.has(kind))
  await store.change(added.id, { kind: touched ? 'propose-diagnosis' : 'diagnosis', document, because, ...evidence }, stamp)
  return { id: added.id, outcome: touched ? 'proposed' : 'updated', changes }
}
