import { z } from 'zod'
import { clusterState, diagnosisDocument } from '../model/index.ts'

/** ISO 8601 instant in UTC with milliseconds. */
const instant = z.string()

/** One line of the list of incidents. */
export const incidentRow = z.object({
  id: z.string(),
  headline: z.string(),
  subject: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable(), node: z.string().nullable() }),
  state: z.string(),
  from: instant.nullable(),
  to: instant.nullable(),
  seconds: z.number().nullable(),
  planned: z.boolean(),
  conclusion: z.string(),
  cause: z.string().nullable(),
  severity: z.string(),
  status: z.enum(['draft', 'reviewed', 'closed']),
  openActions: z.number(),
  openedAt: instant,
})

export const incidentList = z.object({
  total: z.number(),
  incidents: z.array(incidentRow),
  causes: z.array(z.object({ id: z.string(), count: z.number() })),
  guests: z.array(z.object({ name: z.string(), count: z.number() })),
  days: z.array(z.object({ day: z.string(), incidents: z.number(), seconds: z.number(), planned: z.number() })),
})

export const actionView = z.object({
  id: z.string(),
  incident: z.string(),
  text: z.string(),
  kind: z.enum(['immediate', 'short-term', 'long-term']),
  addresses: z.string(),
  owner: z.string().nullable(),
  due: z.string().nullable().describe('Date without a time'),
  status: z.enum(['open', 'in-progress', 'done', 'dropped']),
  verified: z
    .object({ result: z.enum(['done', 'not-done', 'undone', 'unseen', 'person']), because: z.string(), at: instant.nullable() })
    .nullable(),
})

export const historyEntry = z.object({
  at: instant,
  who: z.string().describe('A person, or whydown'),
  kind: z.string(),
  text: z.string(),
  byPerson: z.boolean(),
})

export const incidentView = z.object({
  row: incidentRow,
  revision: z.number(),
  which: z.number().describe('Index into document.diagnoses'),
  document: diagnosisDocument,
  narrative: z.object({ headline: z.string().nullable(), summary: z.string().nullable(), impact: z.string().nullable() }),
  commander: z.string().nullable(),
  author: z.string().nullable(),
  nextReview: z.string().nullable(),
  actions: z.array(actionView),
  history: z.array(historyEntry),
  recurrence: z.array(z.string()),
  similar: z.array(incidentRow),
  hasBundle: z.boolean(),
})

/** The cited lines of a claim and what stands around them, per file. */
export const linesView = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      node: z.string().nullable(),
      from: z.string(),
      boot: z.string().nullable(),
      provenance: z.string(),
      lines: z.array(z.object({ line: z.number(), text: z.string(), hit: z.boolean(), ref: z.string().nullable() })),
      /** The whole file stands in the bundle: more lines can be asked for. */
      more: z.boolean(),
      command: z.string().nullable(),
    }),
  ),
})

export const nowView = z.object({
  state: clusterState.nullable(),
  recent: z.array(incidentRow),
  open: z.array(incidentRow).describe('Not planned and not back yet'),
  watching: z.boolean(),
})

export const actionBoard = z.object({ actions: z.array(actionView.extend({ headline: z.string() })), today: z.string() })

export const doctorView = z.object({
  at: instant.nullable(),
  running: z.boolean(),
  hosts: z.array(
    z.object({
      name: z.string(),
      checks: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          result: z.enum(['ok', 'warning', 'problem', 'unseen']),
          because: z.string(),
          fix: z.string().nullable(),
          command: z.string().nullable(),
        }),
      ),
    }),
  ),
})

export const sessionView = z.object({
  role: z.enum(['viewer', 'editor']),
  login: z.boolean().describe('A password or token is needed and this session has given it'),
  csrf: z.string(),
  version: z.string(),
  zone: z.string(),
})

export type IncidentRow = z.infer<typeof incidentRow>
export type IncidentList = z.infer<typeof incidentList>
export type ActionView = z.infer<typeof actionView>
export type HistoryEntry = z.infer<typeof historyEntry>
export type IncidentView = z.infer<typeof incidentView>
export type LinesView = z.infer<typeof linesView>
export type NowView = z.infer<typeof nowView>
export type ActionBoard = z.infer<typeof actionBoard>
export type DoctorView = z.infer<typeof doctorView>
export type SessionView = z.infer<typeof sessionView>
