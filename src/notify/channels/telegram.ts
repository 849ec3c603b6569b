import { z } from 'zod'
import { defineChannel, json } from '../define.ts'
import { bodyOf } from '../message.ts'

/** Plain text, no parse_mode: nothing in a log line can become markup. At most 4096 characters. */
export const telegramChannel = defineChannel({
  id: 'telegram',
  title: 'Telegram (bot)',
  settings: z.strictObject({ chat: z.string().min(1), url: z.url().default('https://api.telegram.org') }),
  secrets: ['token'],
  request(message, { chat, url }, { secret }) {
    return json(`${url.replace(/\/$/, '')}/bot${secret['token'] ?? ''}/sendMessage`, {
      chat_id: chat,
      text: `${message.title}\n\n${bodyOf(message)}`.slice(0, 4096),
      link_preview_options: { is_disabled: true },
      disable_notification: message.kind === 'recovery' || message.kind === 'calm' || message.kind === 'digest',
    })
  },
})
