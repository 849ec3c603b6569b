import { z } from 'zod'
import { defineChannel, json } from '../define.ts'

const SEVERITY = { P1: 'critical', P2: 'error', P3: 'warning', P4: 'info', none: 'info' } as const

/** Events API v2. The incident is the dedup_key, so a recovery resolves what the outage triggered. */
export const pagerdutyChannel = defineChannel({
  id: 'pagerduty',
  title: 'PagerDuty (Events API v2)',
  settings: z.strictObject({ url: z.url().default('https://events.pagerduty.com/v2/enqueue') }),
  secrets: ['routingKey'],
  request(message, { url }, { secret }) {
    const over = message.kind === 'recovery' || message.kind === 'calm'
    return json(url, {
      routing_key: secret['routingKey'] ?? '',
      event_action: over ? 'resolve' : 'trigger',
      dedup_key: message.key,
      ...(over
        ? {}
        : {
            payload: {
              summary: message.title.slice(0, 1024),
              source: message.labels['node'] || message.labels['guest'] || 'whydown',
              severity: SEVERITY[message.urgency],
              ...(message.startsAt ? { timestamp: message.startsAt } : {}),
              component: message.labels['guest'] ?? '',
              class: message.labels['cause'] ?? message.kind,
              custom_details: { lines: message.lines, next: message.next ?? '' },
            },
            ...(message.link ? { links: [{ href: message.link, text: 'Read why' }] } : {}),
          }),
    })
  },
})
