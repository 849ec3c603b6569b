import { z } from 'zod'

/** A re-enacted incident with its established cause. */
export const accuracyCase = z.object({
  id: z.string(),
  subject: z.string().nullish(),
  truth: z.object({
    cause: z.string(),
    alsoAccept: z.array(z.string()).default([]),
    down: z.boolean().optional(),
    victim: z.string().nullish(),
    why: z.string().nullish(),
    trigger: z.string().nullish(),
  }),
  logs: z.array(
    z.object({ from: z.enum(['host', 'guest', 'api']).or(z.string()), format: z.string().optional(), lines: z.array(z.string()) }),
  ),
  /** Options of the command line for this case, where the default does not fit. */
  tz: z.string().optional(),
})

export type AccuracyCase = z.infer<typeof accuracyCase>
