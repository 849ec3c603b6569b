import { z } from 'zod'
import { defineChannel, json } from '../define.ts'
import { bodyOf } from '../message.ts'

/** An Apprise API server with a stored configuration: `POST /notify/KEY`. It reaches the hundred services we do not know. */
export const appriseChannel = defineChannel({
  id: 'apprise',
  title: 'Apprise (API server)',
  settings: z.strictObject({ url: z.url(), key: z.string().min(1), tag: z.string().optional() }),
  secrets: [],
  request(message, { url, key, tag }) {
    return json(`${url.replace(/\/$/, '')}/notify/${encodeURIComponent(key)}`, {
      title: message.title,
      body: bodyOf(message),
      type: message.kind === 'recovery' || message.kind === 'calm' ? 'success' : message.kind === 'warning' ? 'warning' : 'failure',
      format: 'text',
      ...(tag === undefined ? {} : { tag }),
    })
  },
})
