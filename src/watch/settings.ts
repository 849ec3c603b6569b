import { z } from 'zod'
import { WhydownError } from '../model/index.ts'

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const length = z
  .string()
  .regex(/^\d+(?:\.\d+)?[smhd]$/, 'is a number with s, m, h or d')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.at(-1) as keyof typeof UNITS])

const section = z.strictObject({
  every: length.prefault('10s').describe('How often the hosts are looked at when all is calm'),
  settle: length.prefault('3s').describe('Wait before an outage is explained, so that tasks and logs are there'),
  budget: length.prefault('30s').describe('Time for collecting the evidence of one outage'),
  memoryAt: z.number().min(10).max(100).default(85).describe('Per cent of a host in use from which it is told'),
  storageAt: z.number().min(10).max(100).default(85),
  link: z.url().optional().describe('Address of the page, for links in notifications'),
  digest: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is HH:MM')
    .optional()
    .describe('Once a day: what happened quietly'),
  doctor: length.prefault('6h').describe('How often readiness is checked'),
})

/** Section `watch` of the configuration, times in milliseconds. */
export type WatchSettings = z.infer<typeof section>

export function watchSettings(given: unknown): WatchSettings {
  const parsed = section.safeParse(given ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  throw new WhydownError('config', `watch.${issue.path.join('.')}: ${issue.message}.`, 'The keys are in docs/guide/watch.md.')
}

export const readLength = (text: string): number => {
  const parsed = length.safeParse(text)
  if (!parsed.success) throw new WhydownError('usage', `"${text}" is no length of time.`, 'Write 30m, 2h or 1d.')
  return parsed.data
}
