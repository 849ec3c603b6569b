import type {
  Action,
  ActionCheck,
  ActionKind,
  ActionStatus,
  ActionVerifier,
  DiagnosisDocument,
  EvidenceRecipe,
  HistoryEntry,
  Incident,
  IncidentStatus,
  IncidentSummary,
  NarrativeEdit,
  SeverityLevel,
} from '../model/index.ts'
import type { DeliveryLog } from '../notify/index.ts'

/** Who changes something, and when (milliseconds since the epoch). Handed in: a store reads no clock. */
export interface Stamp {
  readonly by: string
  readonly at: number
}

export interface NewAction {
  readonly text: string
  readonly kind: ActionKind
  readonly origin: Action['origin']
  readonly addresses?: string
  readonly owner?: string
  readonly due?: string
  readonly status?: ActionStatus
  readonly verifier?: ActionVerifier
}

/** An outage to be kept. `document` holds exactly one diagnosis. */
export interface NewIncident {
  readonly document: DiagnosisDocument
  readonly actions: readonly NewAction[]
  /** `2025-08-29` */
  readonly nextReview?: string
  readonly author?: string
  readonly evidence?: Evidence
}

/**
 * Evidence made ready by `keepEvidence`, to be moved in under the id of the incident; or, without a folder, the recipe of
 * evidence that already lies in the store because another incident came from it.
 */
export interface Evidence {
  readonly folder?: string
  readonly recipe: EvidenceRecipe
}

export type IncidentChange =
  | { readonly kind: 'status'; readonly to: IncidentStatus; readonly because?: string; readonly nextReview?: string | null }
  | { readonly kind: 'assign'; readonly commander?: string | null; readonly author?: string | null }
  | { readonly kind: 'severity'; readonly to: SeverityLevel; readonly because: string }
  | { readonly kind: 'impact'; readonly text: string | null }
  | { readonly kind: 'annotate'; readonly text: string; readonly at?: number }
  /** `text: null` goes back to the machine's words. `refs` are checked by the caller. */
  | { readonly kind: 'edit'; readonly part: NarrativeEdit['part']; readonly text: string | null; readonly refs: readonly string[] }
  | { readonly kind: 'next-review'; readonly day: string | null }
  /** Another answer for the same outage, not yet accepted by a person. */
  | { readonly kind: 'propose-diagnosis'; readonly document: DiagnosisDocument; readonly because: string; readonly evidence?: Evidence }
  /** A person's word on the proposal: accepted, it is the document of record; what was before stays in the store. */
  | {
      readonly kind: 'accept-proposal'
      readonly because: string
      /** People's words with citations of the new document, in place of those they had. */
      readonly edits?: readonly { readonly part: NarrativeEdit['part']; readonly text: string; readonly refs: readonly string[] }[]
    }
  | { readonly kind: 'decline-proposal'; readonly because: string }
  /** The document of record from now on, without asking: for drafts that no person touched. */
  | { readonly kind: 'diagnosis'; readonly document: DiagnosisDocument; readonly because: string; readonly evidence?: Evidence }
  | { readonly kind: 'escalated'; readonly to: string; readonly because: string }

export interface ActionChange {
  readonly text?: string
  readonly kind?: ActionKind
  readonly owner?: string | null
  readonly due?: string | null
  readonly status?: ActionStatus
  readonly note?: string | null
  readonly verifier?: ActionVerifier | null
}

export interface IncidentQuery {
  /** Words that must all occur: in what the machine said, in cited lines, in what people wrote. `oom*` finds beginnings. */
  readonly text?: string
  readonly status?: readonly IncidentStatus[]
  readonly severity?: readonly SeverityLevel[]
  readonly conclusion?: readonly Incident['conclusion'][]
  /** Id or name of a guest, as people say it. */
  readonly guest?: string
  readonly node?: string
  /** `memory.host-oom`, or a whole area `memory`; also finds conditions and triggers of the chain. */
  readonly cause?: string
  /** Outages that began in [since, until), milliseconds. */
  readonly since?: number
  readonly until?: number
  /** Review due on this day or before, and not closed. */
  readonly reviewBy?: string
  readonly withProposal?: boolean
  readonly order?: 'newest' | 'oldest' | 'changed'
  readonly limit?: number
  readonly offset?: number
}

export interface ActionQuery {
  readonly incident?: string
  readonly status?: readonly ActionStatus[]
  readonly owner?: string
  /** Due on this day or before. */
  readonly dueBy?: string
  /** So many at most, the most urgent first; 1000 unless given. */
  readonly limit?: number
}

/**
 * Where incidents are kept. SQLite today; whatever else passes `incident-store.contract.ts` is one too.
 *
 * Every change is one step: it is there as a whole or not at all, and once a promise is fulfilled it survives `kill -9` and
 * a power cut. Each change gets the next `revision`; order is by revision, never by a clock, which may go back.
 *
 * Errors are `WhydownError`: `missing` (no such id; the hint names close ones), `conflict` (changed by somebody else since
 * `expected`), `store` (full, read-only, damaged, locked, from a newer version; the hint says what to do).
 */
export interface IncidentStore {
  /** For people: where it is. */
  readonly folder: string
  /** False for a store on a medium that cannot be written: reading works. */
  readonly writable: boolean

  /** Keeps an outage. The same outage (same subject, began within two minutes) is not kept twice: `existed` is then true. */
  add(incident: NewIncident, stamp: Stamp): Promise<{ readonly id: string; readonly existed: boolean }>
  /** An unambiguous part of an id will do: `maas`, `2025-07-29`. */
  get(id: string): Promise<Incident>
  /** The id of the kept incident of this outage, or null. */
  find(document: DiagnosisDocument): Promise<string | null>
  list(query: IncidentQuery): Promise<{ readonly incidents: readonly IncidentSummary[]; readonly total: number }>
  change(id: string, change: IncidentChange, stamp: Stamp, expected?: number): Promise<number>

  actions(query: ActionQuery): Promise<readonly Action[]>
  addAction(incident: string, action: NewAction, stamp: Stamp): Promise<Action>
  changeAction(action: string, change: ActionChange, stamp: Stamp, expected?: number): Promise<Action>
  /** What a verifier saw. All looks are kept, the last one is `action.check`. */
  recordCheck(action: string, check: ActionCheck, stamp: Stamp): Promise<Action>
  checks(action: string): Promise<readonly ActionCheck[]>

  /** Changes after a revision, oldest first: the feed for pages that are open. */
  history(query: { readonly incident?: string; readonly after?: number; readonly limit?: number }): Promise<readonly HistoryEntry[]>
  /** Of the last change; 0 in an empty store. Cheap: poll it. */
  revision(): Promise<number>
  /** Every diagnosis the incident ever had, oldest first. */
  diagnoses(id: string): Promise<IncidentCopy['diagnoses']>

  /** Messages on their way to people, and what became of them. */
  readonly deliveries: DeliveryLog & {
    list(query: { readonly key?: string; readonly limit?: number }): Promise<readonly DeliveryEntry[]>
    /** Removes what was settled before; gives how many. */
    forget(before: number): Promise<number>
  }

  /** Small facts that a daemon keeps over its death. */
  readonly marks: { get(name: string): Promise<string | null>; set(name: string, value: string): Promise<void> }

  /** Puts an incident of another store here, with its id, history and checks. `evidence`: a folder with what the recipes name. */
  restore(copy: IncidentCopy, stamp: Stamp, options?: { readonly evidence?: string; readonly renumber?: boolean }): Promise<RestoreResult>
  copyOf(id: string): Promise<IncidentCopy>
  close(): Promise<void>
}

/** One row of the delivery log. */
export interface DeliveryEntry {
  readonly key: string
  readonly kind: string
  readonly channel: string
  readonly state: 'waiting' | 'delivered' | 'given-up'
  readonly tries: number
  /** What the other side said last. */
  readonly said: string | null
  readonly createdAt: string
  readonly settledAt: string | null
  readonly nextAt: string | null
}

export interface DiagnosisVersion {
  readonly at: string
  readonly status: 'current' | 'past' | 'proposed' | 'declined'
  readonly document: DiagnosisDocument
  readonly recipe: EvidenceRecipe | null
}

/** An incident with everything that belongs to it, for moving between stores. */
export interface IncidentCopy {
  readonly incident: Incident
  readonly diagnoses: readonly DiagnosisVersion[]
  readonly history: readonly Omit<HistoryEntry, 'incident'>[]
  readonly checks: readonly { readonly action: string; readonly check: ActionCheck }[]
}

export interface RestoreResult {
  readonly id: string
  /** same: what is here is as new or newer. conflict: both sides changed it; nothing was done. renumbered: kept beside it. */
  readonly status: 'added' | 'updated' | 'same' | 'conflict' | 'renumbered'
}
