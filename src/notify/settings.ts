import { z } from 'zod'
import { secretSource, type SecretSource } from '../config/index.ts'
import { WhydownError } from '../model/index.ts'
import { channels } from './index.generated.ts'
import type { ChannelDefinition } from './define.ts'
import type { Message, MessageKind, Urgency } from './message.ts'

const URGENCIES = ['P1', 'P2', 'P3', 'P4', 'none'] as const
const common = z.object({
  channel: z.string(),
  name: z.string().optional().describe('What the delivery log calls it; the channel with its number unless given'),
  kinds: z.array(z.enum(['outage', 'recovery', 'warning', 'calm', 'digest'])).default(['outage', 'recovery', 'warning', 'calm']),
  atLeast: z.enum(URGENCIES).default('none').describe('Only messages this urgent or more'),
  quietHours: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'is HH:MM-HH:MM')
    .optional()
    .describe('In this time only P1 is told at once; the rest waits for its end'),
})

/** A channel as configured: checked, with the places of its secrets. */
export interface ConfiguredChannel {
  readonly name: string
  readonly definition: ChannelDefinition
  readonly settings: unknown
  readonly secrets: Readonly<Record<string, SecretSource>>
  readonly kinds: readonly MessageKind[]
  readonly atLeast: Urgency
  readonly quietHours: string | null
}

/** The section `notify` of the configuration. Throws a WhydownError that names the first mistake. */
export function configuredChannels(section: unknown): ConfiguredChannel[] {
  if (section === undefined) return []
  const list = Array.isArray(section) ? section : [section]
  const found = list.map((entry, n): ConfiguredChannel => {
    const where = `notify[${n}]`
    const wrong = (path: PropertyKey[], message: string) =>
      new WhydownError(
        'config',
        `${[where, ...path.map(String)].join('.')}: ${message}.`,
        'The channels and their keys are in docs/guide/watch.md.',
      )
    const shared = common.safeParse(entry)
    if (!shared.success) throw wrong(shared.error.issues[0]!.path, shared.error.issues[0]!.message)
    const definition = channels.find(({ id }) => id === shared.data.channel)
    if (!definition) throw wrong(['channel'], `"${shared.data.channel}" is none of ${channels.map(({ id }) => id).join(', ')}`)
    const own = { ...(entry as Record<string, unknown>) }
    for (const key of Object.keys(common.shape)) delete own[key]
    const secrets: Record<string, SecretSource> = {}
    for (const key of definition.secrets) {
      if (own[key] === undefined) continue
      const source = secretSource.safeParse(own[key])
      if (!source.success) throw wrong([key], 'names where the secret is: { file: PATH }, { env: NAME } or { command: [PROGRAM, …] }')
      secrets[key] = source.data
      delete own[key]
    }
    const settings = definition.settings.safeParse(own)
    if (!settings.success) throw wrong(settings.error.issues[0]!.path, settings.error.issues[0]!.message)
    const { name, kinds, atLeast, quietHours } = shared.data
    return {
      name: name ?? `${definition.id}${n === 0 ? '' : `-${n + 1}`}`,
      definition,
      settings: settings.data,
      secrets,
      kinds,
      atLeast,
      quietHours: quietHours ?? null,
    }
  })
  const twice = found.find(({ name }, n) => found.findIndex((other) => other.name === name) !== n)
  if (twice) throw new WhydownError('config', `notify: two channels are called ${twice.name}.`, 'Give each a name.')
  return found
}

export const wants = (channel: ConfiguredChannel, message: Message): boolean =>
  message.kind === 'test' ||
  (channel.kinds.includes(message.kind) && URGENCIES.indexOf(message.urgency) <= URGENCIES.indexOf(channel.atLeast))

/** When a message may go out: now, or at the end of the channel's quiet hours (local time of this machine). P1 never waits. */
export function mayGoAt(channel: ConfiguredChannel, message: Message, now: Date): number {
  const [from, to] = channel.quietHours?.split('-') ?? []
  if (!from || !to || message.urgency === 'P1' || message.kind === 'test') return now.getTime()
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const at = now.getHours() * 60 + now.getMinutes()
  const [start, end] = [minutes(from), minutes(to)]
  const quiet = start <= end ? at >= start && at < end : at >= start || at < end
  if (!quiet) return now.getTime()
  const wait = (end - at + 24 * 60) % (24 * 60)
  return new Date(now).setSeconds(0, 0) + wait * 60_000
}
