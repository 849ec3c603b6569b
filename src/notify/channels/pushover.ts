import { z } from 'zod'
import { defineChannel, json, loudness } from '../define.ts'
import { bodyOf } from '../message.ts'

/** Priority 1 bypasses quiet hours; 2 would need an acknowledgement, which is for pagers. Message up to 1024, title to 250. */
export const pushoverChannel = defineChannel({
  id: 'pushover',
  title: 'Pushover',
  settings: z.strictObject({ user: z.string().min(1), url: z.url().default('https://api.pushover.net/1/messages.json') }),
  secrets: ['token'],
  request(message, { user, url }, { secret }) {
    return json(url, {
      token: secret['token'] ?? '',
      user,
      title: message.title.slice(0, 250),
      message: bodyOf(message).slice(0, 1024),
      priority: loudness(message) >= 5 ? 1 : loudness(message) <= 2 ? -1 : 0,
      ...(message.link ? { url: message.link, url_title: 'Read why' } : {}),
    })
  },
})
