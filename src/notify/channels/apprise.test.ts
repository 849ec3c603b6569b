import { expect, test } from 'vitest'
import { outage, recovery, SENDING } from '../message.fixture.ts'
import { appriseChannel } from './apprise.ts'

const settings = { url: 'http://127.0.0.1', key: 'home' }
const ask = (message: typeof outage) => {
  const request = appriseChannel.request(message, settings, { ...SENDING, secret: {} })
  if (!('url' in request)) throw new Error('not HTTP')
  return { ...request, body: JSON.parse(request.body) }
}

test('the exact request for an outage', () =>
  expect(ask(outage)).toMatchInlineSnapshot(`
  {
    "body": {
      "body": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "format": "text",
      "title": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.",
      "type": "failure",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/notify/home",
  }
`))
test('the exact request for a recovery', () =>
  expect(ask(recovery)).toMatchInlineSnapshot(`
  {
    "body": {
      "body": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
      "format": "text",
      "title": "Back: 102 (maas)",
      "type": "success",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/notify/home",
  }
`))
