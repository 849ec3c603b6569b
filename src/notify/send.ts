import { createTransport } from 'nodemailer'
import type { HttpRequest, MailRequest } from './define.ts'

const TIMEOUT_MS = 15_000

/** What came of one try. `again` false: the other side says that it will never take this. */
export type Receipt =
  | { readonly ok: true; readonly said: string }
  | { readonly ok: false; readonly said: string; readonly again: boolean; readonly afterMs?: number }

export const send = (request: HttpRequest | MailRequest): Promise<Receipt> => ('mail' in request ? sendMail(request) : sendHttp(request))

async function sendHttp({ method, url, headers, body }: HttpRequest): Promise<Receipt> {
  try {
    const response = await fetch(url, { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    const said = `${response.status} ${(await response.text()).replace(/\s+/g, ' ').slice(0, 200)}`.trim()
    if (response.ok) return { ok: true, said }
    const wait = Number(response.headers.get('retry-after'))
    // 408, 429 and 5xx pass; other 4xx and redirects are a mistake in the settings: trying again changes nothing.
    const again = response.status === 408 || response.status === 429 || response.status >= 500
    return { ok: false, said, again, ...(wait > 0 ? { afterMs: wait * 1000 } : {}) }
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined
    return { ok: false, said: `no answer: ${cause?.code ?? (error as Error).message}`, again: true }
  }
}

async function sendMail({ mail }: MailRequest): Promise<Receipt> {
  const transport = createTransport({
    host: mail.host,
    port: mail.port,
    secure: mail.secure,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    ...(mail.user ? { auth: { user: mail.user, pass: mail.password ?? '' } } : {}),
  })
  try {
    const info = await transport.sendMail({
      from: mail.from,
      to: [...mail.to],
      subject: mail.subject,
      text: mail.text,
      messageId: mail.messageId,
    })
    return { ok: true, said: String(info.response).slice(0, 200) }
  } catch (error) {
    const { responseCode, message } = error as Error & { responseCode?: number }
    return { ok: false, said: message.slice(0, 200), again: responseCode === undefined || responseCode < 500 }
  } finally {
    transport.close()
  }
}
