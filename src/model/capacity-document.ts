import { z } from 'zod'

const kib = z.number().describe('KiB')
const refs = z.array(z.string()).describe('References into `evidence`')
const claim = z.object({ text: z.string(), evidence: refs })

export const capacityTerm = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['guest', 'container', 'arc', 'hugepages', 'ceph']),
  kib,
  detail: z.string().optional(),
  evidence: refs,
})

export const capacityNeed = z.object({ id: z.string(), name: z.string(), kib, because: z.string(), evidence: refs })

export const weighedProcess = z.object({
  name: z.string(),
  guest: z.string().optional().describe('vm:102'),
  pid: z.number().optional(),
  points: z.number(),
  heldKiB: kib,
  adj: z.number(),
  evidence: refs,
})

/** Memory of one node: what is promised of it, what is left, and who goes first when it runs out. */
export const nodePlan = z.object({
  name: z.string(),
  installedKiB: kib,
  managedKiB: kib.describe('MemTotal: what is installed without what firmware and kernel keep'),
  installedFrom: claim,
  terms: z.array(capacityTerm).describe('What may be used at the same time; the sum is promisedKiB'),
  promisedKiB: kib,
  headroomKiB: kib.describe('installedKiB - promisedKiB; below zero when more is promised than there is'),
  headroomFraction: z.number(),
  needs: z.array(capacityNeed).describe('What the host itself takes out of the headroom'),
  marginKiB: kib.describe('managedKiB - promisedKiB - needs: below zero, the kernel can have to kill'),
  swapKiB: kib.nullable(),
  rule: z.enum(['met', 'below', 'none', 'over']),
  formula: z.array(z.string()),
  reclaim: z.array(claim).describe('What could be given back, and is not counted on: balloon, KSM, swap'),
  now: z.object({ usedKiB: kib, availableKiB: kib, evidence: refs }).nullable(),
  growth: z.object({ kibPerHour: z.number(), fullInHours: z.number().nullable(), text: z.string(), evidence: refs }).nullable(),
  killedNext: z
    .object({
      basis: z.enum(['now', 'when-full']),
      text: z.string(),
      rows: z.array(weighedProcess),
      hangsOnIt: z.array(claim),
      protect: z.object({ text: z.string(), adj: z.number(), command: z.string(), shiftsTo: z.string() }).nullable(),
    })
    .nullable(),
  unknown: z.array(z.object({ what: z.string(), command: z.string() })),
})

export const placement = z.object({
  lost: z.string(),
  quorum: z.boolean().nullable(),
  placed: z.array(z.object({ guest: z.string(), kib, to: z.string() })),
  left: z.array(z.object({ guest: z.string(), kib, because: z.string() })),
  down: z.array(z.object({ guest: z.string(), kib })).describe('Not managed by HA: they stay down until the node is back'),
  text: z.string(),
  evidence: refs,
})

export const capacityProposal = z.object({
  wantedFraction: z.number(),
  needKiB: kib,
  reached: z.boolean(),
  changes: z.array(
    z.object({ text: z.string(), command: z.string().optional(), savesKiB: kib, because: z.string(), set: z.string(), evidence: refs }),
  ),
  headroomFraction: z.number(),
  text: z.string(),
  others: z.array(claim),
})

export const capacityReplay = z.object({
  at: z.string().nullable(),
  file: z.string(),
  killed: z.string(),
  wasKiB: kib.describe('Free when the kernel gave up'),
  gainedKiB: kib.describe('What the changes would have left free at that moment'),
  growthKiB: kib.describe('What guests could still have taken after it'),
  atThatMoment: z.object({ enough: z.boolean(), byKiB: kib }),
  atWorst: z.object({ enough: z.boolean(), byKiB: kib }),
  rows: z.array(
    z.object({
      name: z.string(),
      heldKiB: kib,
      wouldHoldKiB: kib.describe('KiB; below zero for memory or swap that is added'),
      because: z.string(),
    }),
  ),
  text: z.string(),
  evidence: refs,
})

export const capacityDocument = z.object({
  schema: z.literal('whydown.capacity/v1'),
  tool: z.object({ name: z.literal('whydown'), version: z.string() }),
  wantedFraction: z.number(),
  changes: z.array(z.string()).describe('What was asked with --set, --ram, --arc, --swap'),
  nodes: z.array(z.object({ before: nodePlan, after: nodePlan.nullable() })),
  cluster: z
    .object({
      installedKiB: kib,
      promisedKiB: kib,
      headroomKiB: kib,
      headroomFraction: z.number(),
      largestNode: z.string(),
      text: z.string(),
    })
    .nullable(),
  losses: z.array(placement),
  proposals: z.array(z.object({ node: z.string(), proposal: capacityProposal })),
  replay: capacityReplay.nullable(),
  evidence: z.array(z.object({ ref: z.string(), node: z.string().optional(), file: z.string(), line: z.number(), text: z.string() })),
  notes: z.array(z.string()),
})

export type CapacityTerm = z.infer<typeof capacityTerm>
export type NodePlan = z.infer<typeof nodePlan>
export type Placement = z.infer<typeof placement>
export type CapacityProposal = z.infer<typeof capacityProposal>
export type CapacityReplay = z.infer<typeof capacityReplay>
export type CapacityDocument = z.infer<typeof capacityDocument>
