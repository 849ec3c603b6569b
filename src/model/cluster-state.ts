import { z } from 'zod'

/** ISO 8601 instant in UTC with milliseconds. */
const instant = z.string()
const kib = z.number().describe('KiB')

/** Where a node's memory is at one moment. `arcReclaimable` is what ZFS gives back under pressure: size above its minimum. */
export const nodeMemory = z.object({
  totalKiB: kib,
  freeKiB: kib.describe('Free and page cache: what processes can get at once'),
  arcKiB: kib,
  arcReclaimableKiB: kib,
  guests: z.array(z.object({ kind: z.enum(['vm', 'ct']), id: z.string(), name: z.string().optional(), kib })),
  otherKiB: kib,
  swapTotalKiB: kib,
  swapFreeKiB: kib,
})

export const nodeState = z.object({
  name: z.string(),
  status: z.enum(['online', 'offline', 'unknown']),
  /** When it last answered. */
  seenAt: instant.nullable(),
  /** Why the last look failed, in one sentence. */
  trouble: z.string().nullable(),
  memory: nodeMemory.nullable(),
  pressure: z
    .object({
      memoryFullAvg10: z.number().nullable().describe('PSI, measured percentage of time that all tasks stalled, last 10 s'),
      history: z.array(z.number()).describe('The same, oldest first, for a small curve'),
    })
    .nullable(),
  /** In the order in which the kernel would choose. */
  killedNext: z.array(z.object({ kind: z.enum(['vm', 'ct', 'process']), id: z.string(), name: z.string().optional() })),
  growthKiBPerHour: z.number().nullable(),
  fullInHours: z.number().nullable().describe('Null when it does not grow or the trend is not known'),
  bootId: z.string().nullable(),
})

export const guestState = z.object({
  kind: z.enum(['vm', 'ct']),
  id: z.string(),
  name: z.string().optional(),
  node: z.string(),
  status: z.enum(['running', 'stopped', 'paused', 'hung', 'no-network', 'unknown']),
  since: instant.nullable(),
  /** True when it is meant to run: it ran before, onboot, or HA wants it started. */
  wanted: z.boolean(),
  /** Somebody or a schedule asked for the present state. */
  planned: z.boolean(),
  /** The state in one sentence, for people; null when there is nothing to say. */
  says: z.string().nullable(),
  incident: z.string().nullable(),
  maxMemoryKiB: kib.nullable(),
  pid: z.number().nullable(),
})

export const storageState = z.object({
  id: z.string(),
  node: z.string(),
  usedFraction: z.number().nullable(),
  metadataFraction: z.number().nullable(),
})

/** A warning that stands: something will go down if nothing is done. */
export const standingWarning = z.object({
  id: z.string().describe('warning.kind, for example warning.memory'),
  about: z.string().describe('pve, 102 (maas), local-lvm (pve)'),
  since: instant,
  text: z.string(),
  command: z.string().optional(),
  silencedUntil: instant.nullable(),
})

/** All nodes and guests at one moment: what the daemon sees, the page shows and /metrics tells. */
export const clusterState = z.object({
  schema: z.literal('whydown.state/v1'),
  at: instant,
  name: z.string().nullable(),
  nodes: z.array(nodeState),
  guests: z.array(guestState),
  storages: z.array(storageState),
  warnings: z.array(standingWarning),
})

export type NodeMemory = z.infer<typeof nodeMemory>
export type NodeState = z.infer<typeof nodeState>
export type GuestState = z.infer<typeof guestState>
export type StorageState = z.infer<typeof storageState>
export type StandingWarning = z.infer<typeof standingWarning>
export type ClusterState = z.infer<typeof clusterState>
