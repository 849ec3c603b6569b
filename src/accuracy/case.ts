import { z } from 'zod'

/** How a case came about: what it is there to show. */
export const ARMS = [
  'positive',
  'near-miss',
  'negative',
  'decoy',
  'decisive-removed',
  'clock-skewed',
  'nobody-guilty',
  'hostile',
  'noise',
] as const
export type Arm = (typeof ARMS)[number]

const truth = z.object({
  cause: z.string(),
  /** Ids that are right too, because the lines do not tell them apart or because one is a link of the other's chain. */
  alsoAccept: z.array(z.string()).default([]),
  /** Ids that may be said once the proof is taken away. */
  weaker: z.array(z.string()).default([]),
  /** Parts of the lines that prove it; without them nothing else may be concluded. */
  proof: z.array(z.string()).default([]),
  /** Ids that must not be named anywhere in the chain. */
  not: z.array(z.string()).default([]),
  down: z.boolean().nullish(),
  /** Who went down: `vm:102`, `ct:203`, `node:pve`, or a sentence that names them. */
  victim: z.string().nullish(),
  /** Id in the chain that tipped it. */
  trigger: z.string().nullish(),
  /** Ids from the outage back to the earliest. */
  chain: z.array(z.string()).nullish(),
  why: z.string().nullish(),
})

const log = z.object({
  from: z.enum(['host', 'guest', 'api']).or(z.string()),
  format: z.string().optional(),
  lines: z.array(z.string()).default([]),
  /** Path of a recorded file, in place of lines. */
  file: z.string().optional(),
})

/** An incident with its established cause. */
export const accuracyCase = z.object({
  id: z.string(),
  /** `positive` where a case does not say: a re-enacted incident. */
  arm: z.enum(ARMS).catch('positive'),
  /** The cause it is about: the folder it lies in. For a near miss that is not the truth. */
  about: z.string().optional(),
  subject: z.string().nullish(),
  truth,
  logs: z.array(log),
  /** Options of the command line for this case, where the default does not fit. */
  tz: z.string().optional(),
  /** What a derived case may answer besides the truth: see `score.ts`. */
  expect: z.enum(['truth', 'truth-or-unknown', 'nobody']).default('truth'),
})

export type AccuracyCase = z.infer<typeof accuracyCase>
export type CaseLog = AccuracyCase['logs'][number]
