import { z } from 'zod'
import { defineChannel, json } from '../define.ts'

/** `allowed_mentions` empty: a log line with @everyone wakes nobody. */
export const discordChannel = defineChannel({
  id: 'discord',
  title: 'Discord (webhook)',
  settings: z.strictObject({}),
  secrets: ['url'],
  request(message, _settings, { secret }) {
    const code = [...message.lines, ...(message.next ? [message.next] : [])].join('\n').replaceAll('`', 'ʼ').slice(0, 3900)
    return json(secret['url'] ?? '', {
      embeds: [
        {
          title: message.title.slice(0, 256),
          description: `\`\`\`\n${code}\n\`\`\``,
          color: message.kind === 'recovery' || message.kind === 'calm' ? 0x17683a : 0xb0241b,
          ...(message.link ? { url: message.link } : {}),
          ...(message.startsAt ? { timestamp: message.startsAt } : {}),
        },
      ],
      allowed_mentions: { parse: [] },
    })
  },
})
