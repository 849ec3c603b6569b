import { z } from 'zod'
import { defineChannel } from '../define.ts'
import { bodyOf, plain } from '../message.ts'

/** Mail by SMTP, plain text. Messages of one incident share a thread by their Message-ID's beginning. */
export const mailChannel = defineChannel({
  id: 'mail',
  title: 'Mail (SMTP)',
  settings: z.strictObject({
    host: z.string().min(1),
    port: z.int().min(1).max(65_535).default(587),
    secure: z.boolean().default(false).describe('TLS from the first byte (port 465); otherwise STARTTLS where offered'),
    user: z.string().optional(),
    from: z.string().min(3),
    to: z.array(z.string().min(3)).min(1),
  }),
  secrets: ['password'],
  request(message, { host, port, secure, user, from, to }, { now, secret }) {
    return {
      mail: {
        host,
        port,
        secure,
        user: user ?? null,
        password: secret['password'] ?? null,
        from,
        to,
        subject: plain(message.title, 200),
        text: `${plain(message.title, 1000)}\n\n${bodyOf(message)}\n`,
        messageId: `<${message.key.replace(/[^\w.-]/g, '_')}.${message.kind}.${now}@whydown>`,
      },
    }
  },
})
