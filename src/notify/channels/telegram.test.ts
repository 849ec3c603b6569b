import { expect, test } from 'vitest'
import { outage, recovery, SENDING } from '../message.fixture.ts'
import { telegramChannel } from './telegram.ts'

const settings = { chat: '-100', url: 'http://127.0.0.1' }
const ask = (message: typeof outage) => {
  const request = telegramChannel.request(message, settings, { ...SENDING, secret: { token: '1:a' } })
  if (!('url' in request)) throw new Error('not HTTP')
  return { ...request, body: JSON.parse(request.body) }
}

test('the exact request for an outage', () =>
  expect(ask(outage)).toMatchInlineSnapshot(`
  {
    "body": {
      "chat_id": "-100",
      "disable_notification": false,
      "link_preview_options": {
        "is_disabled": true,
      },
      "text": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.

  Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/bot1:a/sendMessage",
  }
`))
test('the exact request for a recovery', () =>
  expect(ask(recovery)).toMatchInlineSnapshot(`
  {
    "body": {
      "chat_id": "-100",
      "disable_notification": true,
      "link_preview_options": {
        "is_disabled": true,
      },
      "text": "Back: 102 (maas)

  Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  qm start 102
  http://localhost:8420/incidents/MAAS-2025-07-29-001",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/bot1:a/sendMessage",
  }
`))
