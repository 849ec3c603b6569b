import { z } from 'zod'

const coverageStatus = z.enum(['complete', 'truncated', 'denied', 'missing', 'unread'])

/** One file of an evidence bundle and where it came from. */
export const manifestArtifact = z.object({
  path: z.string(),
  side: z.enum(['host', 'guest', 'api']),
  node: z.string().optional(),
  /** Command or file on the machine it was read from. */
  origin: z.string().optional(),
  collectedAt: z.string().optional(),
  clockOffsetMs: z.number().optional().describe('Machine clock minus the collector clock'),
  zone: z.string().optional(),
  /** `state`: how things were when it was collected. `list`: a history. Its lines may carry no time of their own. */
  holds: z.enum(['span', 'selection', 'state', 'list']).optional(),
  sha256: z.string(),
  bytes: z.number(),
  coverage: z
    .object({
      status: coverageStatus,
      from: z.string().nullable(),
      to: z.string().nullable(),
      because: z.string().optional(),
    })
    .optional(),
})

/** The clock of one machine, measured by several exchanges; the one with the shortest way counts. */
export const manifestClock = z.object({
  machine: z.string().describe('Folder of the machine in the bundle'),
  offsetMs: z.number().describe('Machine clock minus the collector clock'),
  errorMs: z.number().describe('The true offset is at most this far away'),
  exchanges: z.number(),
  at: z.string(),
  reference: z.boolean().optional().describe('Times are told on the clock of this machine'),
})

/** One command that was sent, or one call that was made. */
export const manifestCommand = z.object({
  machine: z.string(),
  command: z.string(),
  artifact: z.string().optional(),
  limitSeconds: z.number().optional(),
  exit: z.number().nullable(),
  ended: z.enum(['exit', 'cut', 'hung', 'gone', 'not-reached']),
  milliseconds: z.number(),
  bytes: z.number(),
  stderr: z.string().optional(),
})

export const bundleManifest = z.object({
  schema: z.literal('whydown.bundle/v1'),
  createdBy: z.string(),
  createdAt: z.string().optional(),
  subject: z.string().optional(),
  zone: z.string().optional(),
  /** The span that was asked for. */
  window: z.object({ from: z.string(), to: z.string() }).optional(),
  partial: z.boolean().optional().describe('The collection was interrupted or ran out of time'),
  artifacts: z.array(manifestArtifact),
  clocks: z.array(manifestClock).optional(),
  commands: z.array(manifestCommand).optional().describe('Everything that was sent, in the order in which it was'),
  /** What was asked for and gave no file, and why. */
  coverage: z
    .array(
      z.object({
        source: z.string(),
        side: z.enum(['host', 'guest', 'api']),
        status: coverageStatus,
        from: z.string().nullable(),
        to: z.string().nullable(),
        because: z.string().optional(),
      }),
    )
    .optional(),
  budget: z.object({ seconds: z.number(), usedSeconds: z.number() }).optional(),
  triage: z.object({ layer: z.string(), because: z.string() }).optional().describe('Which layer ended, and by what that was seen'),
  notes: z.array(z.string()).optional().describe('What the collection saw that no file holds'),
  redacted: z.array(z.string()).optional().describe('Kinds of secrets that were taken out'),
  pseudonyms: z.boolean().optional().describe('Names and addresses are replaced, the same one always by the same'),
})

export type ManifestArtifact = z.infer<typeof manifestArtifact>
export type ManifestClock = z.infer<typeof manifestClock>
export type ManifestCommand = z.infer<typeof manifestCommand>
export type BundleManifest = z.infer<typeof bundleManifest>
