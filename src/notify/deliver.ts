import { readSecret, type Environment } from '../config/index.ts'
import { WhydownError } from '../model/index.ts'
import type { Message } from './message.ts'
import { send, type Receipt } from './send.ts'
import { type ConfiguredChannel, mayGoAt, wants } from './settings.ts'

/** One message to one channel, kept until it is settled. */
export interface Delivery {
  readonly id: number
  readonly key: string
  readonly channel: string
  readonly message: Message
  readonly tries: number
}

/** Where deliveries wait: what is in it survives the death of the process. */
export interface DeliveryLog {
  /** Keeps a message for a channel. The same key, kind and channel is kept once. */
  enqueue(message: Message, channel: string, notBefore: number, at: number): Promise<void>
  due(now: number, limit: number): Promise<readonly Delivery[]>
  settle(
    id: number,
    outcome: { readonly state: 'delivered' | 'waiting' | 'given-up'; readonly said: string; readonly next: number | null },
    at: number,
  ): Promise<void>
}

const FIRST_WAIT_MS = 20_000
const LONGEST_WAIT_MS = 30 * 60_000
const MOST_TRIES = 60
const AT_ONCE = 20

/** 20 s, 40 s, … half an hour: about a day in all. */
export const waitAfter = (tries: number): number => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1))

export async function announce(log: DeliveryLog, channels: readonly ConfiguredChannel[], message: Message, now: Date): Promise<void> {
  for (const channel of channels)
    if (wants(channel, message)) await log.enqueue(message, channel.name, mayGoAt(channel, message, now), now.getTime())
}

/**
 * Sends what is due, all channels side by side: a dead one blocks no other. Gives how many were delivered. A process that dies
 * between sending and settling sends again: a message twice is better than none.
 */
export async function deliverDue(
  log: DeliveryLog,
  channels: readonly ConfiguredChannel[],
  env: Environment,
  now: () => number,
): Promise<number> {
  const due = await log.due(now(), AT_ONCE)
  const done = await Promise.all(
    Array.from(
      Map.groupBy(due, ({ channel }) => channel),
      async ([name, deliveries]) => {
        let delivered = 0
        for (const delivery of deliveries) {
          const channel = channels.find((one) => one.name === name)
          const receipt = channel
            ? await sendTo(channel, delivery.message, env, now())
            : { ok: false as const, said: 'this channel is not configured any more', again: false }
          const tries = delivery.tries + 1
          const again = !receipt.ok && receipt.again && tries < MOST_TRIES
          await log.settle(
            delivery.id,
            {
              state: receipt.ok ? 'delivered' : again ? 'waiting' : 'given-up',
              said: receipt.said,
              next: again ? now() + Math.max(waitAfter(tries), (!receipt.ok && receipt.afterMs) || 0) : null,
            },
            now(),
          )
          if (receipt.ok) delivered++
          // What follows on the same channel would wait just as long.
          else if (again) break
        }
        return delivered
      },
    ),
  )
  return done.reduce((sum, n) => sum + n, 0)
}

export async function sendTo(channel: ConfiguredChannel, message: Message, env: Environment, now: number): Promise<Receipt> {
  try {
    const secret: Record<string, string> = {}
    for (const [key, source] of Object.entries(channel.secrets)) secret[key] = await readSecret(source, env)
    return await send(channel.definition.request(message, channel.settings, { now, secret }))
  } catch (error) {
    if (error instanceof WhydownError) return { ok: false, said: error.message, again: true }
    throw error
  }
}
