import { z } from 'zod'
import { defineChannel, json } from '../define.ts'

const STILL_OPEN_MS = 5 * 60_000

/**
 * `POST /api/v2/alerts`. Alertmanager forgets an alert at `endsAt`: a past outage carries its true end, an open one is said to
 * last a while longer and is sent again before that (see `resendAfterMs`). Labels identify it; words are annotations.
 */
export const alertmanagerChannel = defineChannel({
  id: 'alertmanager',
  title: 'Alertmanager (API v2)',
  settings: z.strictObject({ url: z.url() }),
  secrets: ['token'],
  request(message, { url }, { now, secret }) {
    const over = message.kind === 'recovery' || message.kind === 'calm'
    // An end in the past would be dropped unseen: an outage that is already over is still told for one period.
    const end = over ? now : now + STILL_OPEN_MS
    const labels = Object.fromEntries(Object.entries(message.labels).filter(([, value]) => value !== ''))
    return json(
      `${url.replace(/\/$/, '')}/api/v2/alerts`,
      [
        {
          labels: {
            alertname: message.kind === 'warning' || message.kind === 'calm' ? 'WhydownWarning' : 'WhydownOutage',
            key: message.key,
            ...labels,
          },
          annotations: { summary: message.title, description: message.lines.join('\n'), ...(message.next ? { next: message.next } : {}) },
          startsAt: message.startsAt ?? new Date(now).toISOString(),
          endsAt: new Date(end).toISOString(),
          ...(message.link ? { generatorURL: message.link } : {}),
        },
      ],
      secret['token'] ? { authorization: `Bearer ${secret['token']}` } : {},
    )
  },
})
