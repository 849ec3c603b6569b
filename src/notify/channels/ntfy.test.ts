import { expect, test } from 'vitest'
import { outage, recovery, SENDING } from '../message.fixture.ts'
import { ntfyChannel } from './ntfy.ts'

const settings = { url: 'http://127.0.0.1/', topic: 'lab' }
const ask = (message: typeof outage) => {
  const request = ntfyChannel.request(message, settings, { ...SENDING, secret: { token: 'tk_1' } })
  if (!('url' in request)) throw new Error('not HTTP')
  return { ...request, body: JSON.parse(request.body) }
}

test('the exact request for an outage', () =>
  expect(ask(outage)).toMatchInlineSnapshot(`
  {
    "body": {
      "click": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "message": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "priority": 5,
      "tags": [
        "rotating_light",
      ],
      "title": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.",
      "topic": "lab",
    },
    "headers": {
      "authorization": "Bearer tk_1",
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/",
  }
`))
test('the exact request for a recovery', () =>
  expect(ask(recovery)).toMatchInlineSnapshot(`
  {
    "body": {
      "click": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "message": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "priority": 2,
      "tags": [
        "white_check_mark",
      ],
      "title": "Back: 102 (maas)",
      "topic": "lab",
    },
    "headers": {
      "authorization": "Bearer tk_1",
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/",
  }
`))
