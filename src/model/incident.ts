import { z } from 'zod'
import { diagnosis, diagnosisDocument, outage, subject } from './document.ts'

/** ISO 8601 instant in UTC with milliseconds. */
const instant = z.string()
/** `2025-08-29`: a day on the calendar of the people who act. */
const day = z.string()

export const incidentStatus = z.enum(['draft', 'reviewed', 'closed'])
export const severityLevel = z.enum(['P1', 'P2', 'P3', 'P4', 'none'])
export const actionKind = z.enum(['immediate', 'short-term', 'long-term'])
export const actionStatus = z.enum(['open', 'in-progress', 'done', 'dropped'])
export const checkResult = z
  .enum(['done', 'not-done', 'undone', 'unseen'])
  .describe('undone: it was seen done before and is not any more; unseen: what would show it was not in the evidence')

/** What a look at the live system or at given evidence says about one action. */
export const actionCheck = z.object({
  at: instant,
  result: checkResult,
  because: z.string(),
  evidence: z.array(z.object({ file: z.string(), line: z.number(), text: z.string() })).describe('The lines looked at, verbatim'),
})

/** Which verifier looks at an action, and at what: data, so that a person can set it too. */
export const actionVerifier = z.object({
  id: z.string(),
  target: z.record(z.string(), z.union([z.string(), z.number()])).describe('For example {guest: "102", atMostMiB: 6144}'),
})

export const action = z.object({
  id: z.string().describe('Incident id, a dot and the number: MAAS-2025-07-29-001.3'),
  incident: z.string(),
  number: z.number(),
  text: z.string(),
  kind: actionKind,
  origin: z.enum(['diagnosis', 'person']),
  addresses: z.string().nullable().describe('The cause or condition it addresses'),
  owner: z.string().nullable(),
  due: day.nullable(),
  status: actionStatus,
  note: z.string().nullable().describe('Why it was dropped, or how it was done'),
  verifier: actionVerifier.nullable(),
  check: actionCheck.nullable().describe('The last look'),
  createdAt: instant,
  revision: z.number(),
})

/** What a person wrote. With `at` it also stands in the timeline, marked as a person's: it is never evidence. */
export const annotation = z.object({
  number: z.number(),
  text: z.string(),
  at: instant.nullable(),
  by: z.string(),
  writtenAt: instant,
})

/** A part of the narrative in a person's words; `refs` are the citations it carries, written as [e6] in the text. */
export const narrativeEdit = z.object({
  part: z.enum(['headline', 'summary', 'impact', 'lessons', 'root-cause']),
  text: z.string(),
  refs: z.array(z.string()),
  by: z.string(),
  at: instant,
})

export const incidentSummary = z.object({
  id: z.string(),
  subject,
  outage,
  day: day.describe('Local day of the outage, in `zone`'),
  zone: z.string(),
  conclusion: diagnosis.shape.conclusion,
  cause: z.object({ id: z.string(), title: z.string() }).nullable(),
  links: z.array(z.object({ id: z.string(), role: z.string() })).describe('Conditions, triggers and amplifiers of the chain'),
  headline: z.string().describe('The person’s where there is one'),
  severity: severityLevel,
  status: incidentStatus,
  commander: z.string().nullable(),
  author: z.string().nullable(),
  nextReview: day.nullable(),
  actions: z.object({ open: z.number(), done: z.number(), dropped: z.number(), undone: z.number() }),
  hasProposal: z.boolean().describe('Newer rules or evidence say something else; a person has to accept it'),
  createdAt: instant,
  updatedAt: instant,
  revision: z.number().describe('Of the last change: order by it, not by clocks'),
})

/** How the kept evidence is read again. Paths are relative to the folder of the store. */
export const evidenceRecipe = z.object({
  inputs: z.array(z.object({ path: z.string(), side: z.enum(['host', 'guest']).optional() })),
  subject: z.object({ kind: z.enum(['vm', 'ct', 'node']), id: z.string() }).optional(),
  zone: z.string().optional(),
  at: z.number().optional(),
  since: z.number().optional(),
  until: z.number().optional(),
})

export const incident = incidentSummary.extend({
  document: diagnosisDocument.describe('Holds one diagnosis: the one of this outage'),
  diagnosedAt: instant,
  proposal: z.object({ document: diagnosisDocument, at: instant, recipe: evidenceRecipe.nullable() }).nullable(),
  impact: z.string().nullable().describe('In the words of the people who felt it'),
  severityBecause: z.string(),
  annotations: z.array(annotation),
  edits: z.array(narrativeEdit),
  actionItems: z.array(action),
  recipe: evidenceRecipe.nullable().describe('null: the evidence was not kept'),
})

/** One change, in the order in which it was made. `detail` says what in one line. */
export const historyEntry = z.object({
  revision: z.number(),
  incident: z.string(),
  at: instant,
  by: z.string(),
  kind: z.string(),
  detail: z.string(),
})

export type IncidentStatus = z.infer<typeof incidentStatus>
export type SeverityLevel = z.infer<typeof severityLevel>
export type ActionKind = z.infer<typeof actionKind>
export type ActionStatus = z.infer<typeof actionStatus>
export type CheckResult = z.infer<typeof checkResult>
export type ActionCheck = z.infer<typeof actionCheck>
export type ActionVerifier = z.infer<typeof actionVerifier>
export type Action = z.infer<typeof action>
export type Annotation = z.infer<typeof annotation>
export type NarrativeEdit = z.infer<typeof narrativeEdit>
export type IncidentSummary = z.infer<typeof incidentSummary>
export type EvidenceRecipe = z.infer<typeof evidenceRecipe>
export type Incident = z.infer<typeof incident>
export type HistoryEntry = z.infer<typeof historyEntry>

/** What the past says about this incident. Counts and times of kept incidents only; nothing is estimated. */
export interface Recurrence {
  /** Most alike first. `because`: what they have in common. */
  readonly similar: readonly { readonly id: string; readonly day: string; readonly headline: string; readonly because: readonly string[] }[]
  /** `third time since 2025-05-03`: outages of this subject by this cause, this one included; null when it is the first. */
  readonly again: { readonly nth: number; readonly since: string; readonly ids: readonly string[] } | null
  /** Between the beginnings of unplanned outages of this subject; null below two. */
  readonly between: { readonly count: number; readonly meanSeconds: number; readonly shortestSeconds: number } | null
  /** How long unplanned outages of this subject lasted; `unknown` have no end in the evidence. */
  readonly repair: {
    readonly count: number
    readonly unknown: number
    readonly meanSeconds: number
    readonly longestSeconds: number
  } | null
  /** `4 of 5 began between 02:00 and 03:00.` */
  readonly patterns: readonly string[]
}

/** An incident as its report shows it, with what lies outside of the incident itself. */
export interface IncidentFile {
  readonly incident: Incident
  readonly history: readonly HistoryEntry[]
  readonly recurrence: Recurrence | null
}
