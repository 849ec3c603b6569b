import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { defineChannel } from '../define.ts'

/**
 * A signed JSON document. `X-Whydown-Signature: t=<epoch s>,v1=<hex>` is HMAC-SHA-256 over `<t>.<body>` with the shared secret;
 * a receiver refuses old times, so that nothing can be played again.
 */
export const webhookChannel = defineChannel({
  id: 'webhook',
  title: 'Webhook, signed',
  settings: z.strictObject({ url: z.url() }),
  secrets: ['secret'],
  request(message, { url }, { now, secret }) {
    const body = JSON.stringify({ schema: 'whydown.notification/v1', ...message })
    const t = Math.floor(now / 1000)
    const signature = secret['secret'] ? createHmac('sha256', secret['secret']).update(`${t}.${body}`).digest('hex') : null
    return {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', ...(signature ? { 'x-whydown-signature': `t=${t},v1=${signature}` } : {}) },
      body,
    }
  },
})
