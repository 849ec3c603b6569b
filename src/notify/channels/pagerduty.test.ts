import { expect, test } from 'vitest'
import { outage, recovery, SENDING } from '../message.fixture.ts'
import { pagerdutyChannel } from './pagerduty.ts'

const settings = { url: 'http://127.0.0.1/v2/enqueue' }
const ask = (message: typeof outage) => {
  const request = pagerdutyChannel.request(message, settings, { ...SENDING, secret: { routingKey: 'r1' } })
  if (!('url' in request)) throw new Error('not HTTP')
  return { ...request, body: JSON.parse(request.body) }
}

test('the exact request for an outage', () =>
  expect(ask(outage)).toMatchInlineSnapshot(`
  {
    "body": {
      "dedup_key": "MAAS-2025-07-29-001",
      "event_action": "trigger",
      "links": [
        {
          "href": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
          "text": "Read why",
        },
      ],
      "payload": {
        "class": "memory.host-oom",
        "component": "102",
        "custom_details": {
          "lines": [
            "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.",
            "host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_",
          ],
          "next": "qm start 102",
        },
        "severity": "critical",
        "source": "pve",
        "summary": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.",
        "timestamp": "2025-07-29T23:19:25.612Z",
      },
      "routing_key": "r1",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/v2/enqueue",
  }
`))
test('the exact request for a recovery', () =>
  expect(ask(recovery)).toMatchInlineSnapshot(`
  {
    "body": {
      "dedup_key": "MAAS-2025-07-29-001",
      "event_action": "resolve",
      "routing_key": "r1",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/v2/enqueue",
  }
`))
