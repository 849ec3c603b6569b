import type { z } from 'zod'
import type { Message } from './message.ts'

/** One HTTP request, complete. Redirects are not followed: a secret must not go where nobody sent it. */
export interface HttpRequest {
  readonly method: 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface MailRequest {
  readonly mail: {
    readonly host: string
    readonly port: number
    readonly secure: boolean
    readonly user: string | null
    readonly password: string | null
    readonly from: string
    readonly to: readonly string[]
    readonly subject: string
    readonly text: string
    readonly messageId: string
  }
}

/** What a channel knows besides its own settings. Handed in, so that the same message gives the same request. */
export interface Sending {
  /** Epoch milliseconds. */
  readonly now: number
  /** Secrets by the name they have in the settings, read just now. */
  readonly secret: Readonly<Record<string, string>>
}

/**
 * One way to tell people. `settings` are its keys in the configuration besides `channel`; keys in `secrets` are secret sources
 * there. Pure: the request is made here, sent elsewhere.
 */
export interface ChannelDefinition<Settings = any> {
  readonly id: string
  readonly title: string
  readonly settings: z.ZodType<Settings>
  readonly secrets: readonly string[]
  request(message: Message, settings: Settings, sending: Sending): HttpRequest | MailRequest
}
export const defineChannel = <Settings>(channel: ChannelDefinition<Settings>): ChannelDefinition<Settings> => channel

export const json = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** 5 loudest to 1, as ntfy and Gotify like it. */
export const loudness = (message: Message): 1 | 2 | 3 | 4 | 5 =>
  message.kind === 'recovery' || message.kind === 'calm' || message.kind === 'digest'
    ? 2
    : ({ P1: 5, P2: 4, P3: 3, P4: 2, none: 1 } as const)[message.urgency]
