import { expect, test } from 'vitest'
import { outage, recovery, SENDING } from '../message.fixture.ts'
import { discordChannel } from './discord.ts'

const settings = {}
const ask = (message: typeof outage) => {
  const request = discordChannel.request(message, settings, { ...SENDING, secret: { url: 'http://127.0.0.1/hook/1' } })
  if (!('url' in request)) throw new Error('not HTTP')
  return { ...request, body: JSON.parse(request.body) }
}

test('the exact request for an outage', () =>
  expect(ask(outage)).toMatchInlineSnapshot(`
  {
    "body": {
      "allowed_mentions": {
        "parse": [],
      },
      "embeds": [
        {
          "color": 11543579,
          "description": "\`\`\`
  Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> ʼxʼ & *y* _z_
  qm start 102
  \`\`\`",
          "timestamp": "2025-07-29T23:19:25.612Z",
          "title": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.",
          "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
        },
      ],
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/hook/1",
  }
`))
test('the exact request for a recovery', () =>
  expect(ask(recovery)).toMatchInlineSnapshot(`
  {
    "body": {
      "allowed_mentions": {
        "parse": [],
      },
      "embeds": [
        {
          "color": 1534010,
          "description": "\`\`\`
  Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> ʼxʼ & *y* _z_
  qm start 102
  \`\`\`",
          "timestamp": "2025-07-29T23:19:25.612Z",
          "title": "Back: 102 (maas)",
          "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
        },
      ],
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/hook/1",
  }
`))
