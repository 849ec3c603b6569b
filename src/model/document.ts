import { z } from 'zod'

/** ISO 8601 instant in UTC with milliseconds. */
const instant = z.string()
const refs = z.array(z.string()).describe('References into `evidence`, or coverage rows as `coverage:<source>`')
const claim = z.object({ text: z.string(), evidence: refs })

export const subject = z.object({
  kind: z.enum(['vm', 'ct', 'node', 'process']),
  id: z.string().optional(),
  name: z.string().optional(),
  node: z.string().optional(),
})

export const outage = z.object({
  state: z.enum(['killed', 'stopped', 'rebooted', 'paused', 'hung', 'unreachable', 'start-failed', 'degraded', 'none']),
  from: instant.nullable(),
  to: instant.nullable(),
  seconds: z.number().nullable(),
  planned: z.boolean().nullable(),
})

export const chainLink = z.object({
  id: z.string(),
  role: z.enum(['mechanism', 'trigger', 'condition', 'amplifier']),
  title: z.string().describe('The id in words'),
  because: z.string(),
  at: instant.nullable(),
  /** False for a trigger that is only a coincidence in time. */
  witnessed: z.boolean(),
  evidence: refs,
})

const settle = z.object({ what: z.string(), command: z.string() })

export const remediation = z.object({
  when: z.enum(['immediate', 'short-term', 'long-term']),
  text: z.string(),
  command: z.string().optional(),
  addresses: z.string(),
})

export const memoryAccount = z.object({
  at: instant.nullable(),
  title: z.string(),
  totalKiB: z.number(),
  rows: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['guest', 'process', 'cache', 'slab', 'tables', 'hugepages', 'free', 'unaccounted', 'reserved']),
      kib: z.number(),
      killed: z.boolean().optional(),
      readFrom: z.string().describe('Which figures of the report it was computed from'),
    }),
  ),
  notes: z.array(claim),
  evidence: refs,
})

/** Whom the kernel would have killed after the one it did, by its own rule, from the task table of its report. */
export const killedNext = z.object({
  at: instant.nullable(),
  text: z.string(),
  rows: z.array(
    z.object({
      name: z.string(),
      pid: z.number(),
      killed: z.boolean(),
      points: z.number().describe('Pages by which the kernel chooses: resident, swapped and page tables, moved by oom_score_adj'),
      heldKiB: z.number(),
      adj: z.number(),
      evidence: refs,
    }),
  ),
  notes: z.array(claim),
})

export const diagnosis = z.object({
  subject,
  outage,
  conclusion: z.enum(['confirmed', 'likely', 'inconclusive', 'no-outage']),
  cause: z.object({ id: z.string(), title: z.string(), because: z.string(), evidence: refs }).nullable(),
  chain: z.array(chainLink),
  whys: z.array(z.object({ question: z.string(), answer: z.string(), evidence: refs })),
  rejected: z.array(z.object({ id: z.string(), title: z.string(), because: z.string(), evidence: refs })),
  unknown: z.array(z.object({ id: z.string(), because: z.string(), wouldSettle: z.array(settle) })),
  remediation: z.array(remediation),

  // Added to the contract: what the report and the terminal need, so that a stored document renders by itself.
  headline: z.string().describe('One sentence: what went down and why. Without times.'),
  statements: z
    .array(z.object({ id: z.enum(['why', 'why-then', 'why-so-long', 'how-sure']), text: z.string(), evidence: refs }))
    .describe('The verdict block below the headline, in this order'),
  bracket: z
    .object({
      lastAlive: z.object({ at: instant, because: z.string(), evidence: refs }).nullable(),
      firstDown: z.object({ at: instant, because: z.string(), evidence: refs }).nullable(),
      firstBack: z.object({ at: instant, because: z.string(), evidence: refs }).nullable(),
    })
    .describe('t0, t1, t2: last proof of life, first proof of being down, first proof of being back'),
  parties: z
    .array(z.object({ role: z.string(), name: z.string(), text: z.string(), evidence: refs }))
    .describe('Who was the victim, who asked, who used it: told apart where they differ'),
  severity: z.object({ level: z.enum(['P1', 'P2', 'P3', 'P4', 'none']), rule: z.string() }),
  impact: z.array(claim),
  investigation: z.array(
    z.object({
      phase: z.string(),
      question: z.string(),
      command: z.string().optional(),
      finding: z.string(),
      decision: z.string().optional(),
      evidence: refs,
    }),
  ),
  prevention: z.array(z.object({ text: z.string(), check: z.string(), addresses: z.string() })),
  lessons: z.array(claim),
  actions: z.array(z.object({ text: z.string(), kind: z.enum(['immediate', 'short-term', 'long-term']), addresses: z.string() })),
  escalation: z.array(z.object({ criterion: z.string(), met: z.boolean().nullable(), because: z.string(), evidence: refs })),
  memory: memoryAccount.nullable(),
  killedNext: killedNext.optional().describe('Absent where no report of the kernel holds its task table'),
  alsoSeen: z.array(claim).describe('Serious lines that this outage does not need'),
  timeline: refs.describe('The lines that belong to this outage, in order'),
})

export const evidenceItem = z.object({
  ref: z.string(),
  at: instant.nullable(),
  clock: z.object({
    utcOffsetMs: z.number().optional(),
    boot: z.string().optional(),
    monotonicUs: z.number().optional(),
    stamp: z.enum(['absolute', 'local', 'inferred-year', 'time-only', 'uptime', 'none']),
  }),
  from: z.enum(['host', 'guest', 'api']),
  node: z.string().optional(),
  file: z.string(),
  line: z.number(),
  cursor: z.string().optional().describe('Of a journal entry: `journalctl --cursor` shows it; `line` is then its sequence number'),
  text: z.string().describe('The very text of the source line'),
  kind: z.string(),
  says: z.string().describe('The line in words'),
  witness: z.string(),
  salience: z.enum(['context', 'activity', 'intent', 'symptom', 'fault', 'end', 'recovery']),
})

export const coverageRow = z.object({
  source: z.string(),
  status: z.enum(['complete', 'truncated', 'denied', 'missing', 'unread']),
  from: instant.nullable(),
  to: instant.nullable(),
  because: z.string().optional(),
  side: z.enum(['host', 'guest', 'api']).optional(),
  node: z.string().optional().describe('Machine that it is of, where a bundle tells'),
  lines: z.number().optional(),
})

export const diagnosisDocument = z.object({
  schema: z.literal('whydown.diagnosis/v1'),
  tool: z.object({ name: z.literal('whydown'), version: z.string() }),
  zone: z.object({ name: z.string(), because: z.string() }).describe('Zone that stamps without one were read in, and that people see'),
  diagnoses: z.array(diagnosis),
  evidence: z.array(evidenceItem),
  timeline: refs,
  coverage: z.array(coverageRow),
  notes: z.array(z.string()).describe('What was assumed or could not be read, one sentence each'),
})

export type Subject = z.infer<typeof subject>
export type Outage = z.infer<typeof outage>
export type ChainLink = z.infer<typeof chainLink>
export type Remediation = z.infer<typeof remediation>
export type MemoryAccount = z.infer<typeof memoryAccount>
export type KilledNext = z.infer<typeof killedNext>
export type Diagnosis = z.infer<typeof diagnosis>
export type EvidenceItem = z.infer<typeof evidenceItem>
export type CoverageRow = z.infer<typeof coverageRow>
export type DiagnosisDocument = z.infer<typeof diagnosisDocument>
