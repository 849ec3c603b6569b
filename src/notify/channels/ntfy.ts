import { z } from 'zod'
import { defineChannel, json, loudness } from '../define.ts'
import { bodyOf } from '../message.ts'

/** ntfy's publishing as JSON: the topic stands in the body, the URL is the server's. https://docs.ntfy.sh/publish/ */
export const ntfyChannel = defineChannel({
  id: 'ntfy',
  title: 'ntfy',
  settings: z.strictObject({ url: z.url().default('https://ntfy.sh'), topic: z.string().min(1) }),
  secrets: ['token'],
  request(message, { url, topic }, { secret }) {
    return json(
      url,
      {
        topic,
        title: message.title,
        message: bodyOf(message),
        priority: loudness(message),
        tags: [message.kind === 'recovery' || message.kind === 'calm' ? 'white_check_mark' : 'rotating_light'],
        ...(message.link ? { click: message.link } : {}),
      },
      secret['token'] ? { authorization: `Bearer ${secret['token']}` } : {},
    )
  },
})
