import { expect, test } from 'vitest'
import { outage, recovery, SENDING } from '../message.fixture.ts'
import { gotifyChannel } from './gotify.ts'

const settings = { url: 'http://127.0.0.1/g/' }
const ask = (message: typeof outage) => {
  const request = gotifyChannel.request(message, settings, { ...SENDING, secret: { token: 'A1' } })
  if (!('url' in request)) throw new Error('not HTTP')
  return { ...request, body: JSON.parse(request.body) }
}

test('the exact request for an outage', () =>
  expect(ask(outage)).toMatchInlineSnapshot(`
  {
    "body": {
      "extras": {
        "client::notification": {
          "click": {
            "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
          },
        },
      },
      "message": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "priority": 10,
      "title": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.",
    },
    "headers": {
      "content-type": "application/json",
      "x-gotify-key": "A1",
    },
    "method": "POST",
    "url": "http://127.0.0.1/g/message",
  }
`))
test('the exact request for a recovery', () =>
  expect(ask(recovery)).toMatchInlineSnapshot(`
  {
    "body": {
      "extras": {
        "client::notification": {
          "click": {
            "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
          },
        },
      },
      "message": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "priority": 4,
      "title": "Back: 102 (maas)",
    },
    "headers": {
      "content-type": "application/json",
      "x-gotify-key": "A1",
    },
    "method": "POST",
    "url": "http://127.0.0.1/g/message",
  }
`))
