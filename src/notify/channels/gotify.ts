import { z } from 'zod'
import { defineChannel, json, loudness } from '../define.ts'
import { bodyOf } from '../message.ts'

/** Gotify's `POST /message`; priorities there go to 10. */
export const gotifyChannel = defineChannel({
  id: 'gotify',
  title: 'Gotify',
  settings: z.strictObject({ url: z.url() }),
  secrets: ['token'],
  request(message, { url }, { secret }) {
    return json(
      `${url.replace(/\/$/, '')}/message`,
      {
        title: message.title,
        message: bodyOf(message),
        priority: loudness(message) * 2,
        ...(message.link ? { extras: { 'client::notification': { click: { url: message.link } } } } : {}),
      },
      { 'x-gotify-key': secret['token'] ?? '' },
    )
  },
})
