import { expect, test } from 'vitest'
import { outage, recovery, SENDING } from '../message.fixture.ts'
import { pushoverChannel } from './pushover.ts'

const settings = { user: 'u1', url: 'http://127.0.0.1/1/messages.json' }
const ask = (message: typeof outage) => {
  const request = pushoverChannel.request(message, settings, { ...SENDING, secret: { token: 'a1' } })
  if (!('url' in request)) throw new Error('not HTTP')
  return { ...request, body: JSON.parse(request.body) }
}

test('the exact request for an outage', () =>
  expect(ask(outage)).toMatchInlineSnapshot(`
  {
    "body": {
      "message": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "priority": 1,
      "title": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.",
      "token": "a1",
      "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "url_title": "Read why",
      "user": "u1",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/1/messages.json",
  }
`))
test('the exact request for a recovery', () =>
  expect(ask(recovery)).toMatchInlineSnapshot(`
  {
    "body": {
      "message": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "priority": -1,
      "title": "Back: 102 (maas)",
      "token": "a1",
      "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "url_title": "Read why",
      "user": "u1",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/1/messages.json",
  }
`))
