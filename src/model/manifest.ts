import { z } from 'zod'

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
  sha256: z.string(),
  bytes: z.number(),
  coverage: z
    .object({
      status: z.enum(['complete', 'truncated', 'denied', 'missing', 'unread']),
      from: z.string().nullable(),
      to: z.string().nullable(),
      because: z.string().optional(),
    })
    .optional(),
})

export const bundleManifest = z.object({
  schema: z.literal('whydown.bundle/v1'),
  createdBy: z.string(),
  subject: z.string().optional(),
  zone: z.string().optional(),
  partial: z.boolean().optional(),
  artifacts: z.array(manifestArtifact),
})

export type ManifestArtifact = z.infer<typeof manifestArtifact>
export type BundleManifest = z.infer<typeof bundleManifest>
