import { z } from 'zod'

const command = z.object({ where: z.string(), command: z.string() })

export const runbookStep = z.object({
  id: z.string(),
  title: z.string(),
  on: z.enum(['host', 'guest', 'here']),
  commands: z.array(command),
  look: z.array(z.string()),
  samples: z.array(z.string()).describe('Real lines, as the machines print them'),
  decision: z.string().optional(),
})

export const runbookCause = z.object({
  id: z.string(),
  title: z.string(),
  diagnosis: z.string(),
  samples: z.array(z.string()),
  settle: z.array(z.object({ what: z.string(), commands: z.array(z.string()), byHand: z.array(z.string()) })),
  solutions: z.array(
    z.object({
      when: z.enum(['immediate', 'short-term', 'long-term']),
      text: z.string(),
      reads: z.array(z.string()),
      changes: z.array(z.string()),
    }),
  ),
  prevention: z.array(z.object({ text: z.string(), check: z.string() })),
  related: z.array(z.string()),
})

export const runbookDocument = z.object({
  schema: z.literal('whydown.runbook/v1'),
  tool: z.object({ name: z.literal('whydown'), version: z.string() }),
  cause: z.string().nullable(),
  guest: z.string().nullable(),
  version: z.string(),
  updated: z.string(),
  nextReview: z.string(),
  title: z.string(),
  purpose: z.string(),
  machines: z.array(z.object({ name: z.string(), reach: z.string(), what: z.string() })),
  prerequisites: z.array(z.string()),
  phases: z.array(
    z.object({ id: z.string(), title: z.string(), minutes: z.number(), steps: z.array(runbookStep), decision: z.string().optional() }),
  ),
  causes: z.array(runbookCause),
  others: z.array(z.object({ area: z.string(), causes: z.array(z.object({ id: z.string(), title: z.string() })) })),
  escalation: z.object({
    criteria: z.array(z.string()),
    contacts: z.array(z.object({ who: z.string(), reach: z.string(), when: z.string().optional() })),
  }),
  reference: z.array(z.object({ title: z.string(), commands: z.array(command) })),
  recovery: z.array(z.object({ text: z.string(), command: z.string() })),
  after: z.array(z.string()),
  changes: z.array(z.object({ kind: z.enum(['added', 'removed', 'changed']), what: z.string() })),
})

export type RunbookDocument = z.infer<typeof runbookDocument>
export type RunbookCause = z.infer<typeof runbookCause>
export type RunbookStep = z.infer<typeof runbookStep>
