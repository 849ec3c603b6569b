import { expect, test } from 'vitest'
import { outage, recovery, SENDING } from '../message.fixture.ts'
import { slackChannel } from './slack.ts'

const settings = {}
const ask = (message: typeof outage) => {
  const request = slackChannel.request(message, settings, { ...SENDING, secret: { url: 'http://127.0.0.1/hook/1' } })
  if (!('url' in request)) throw new Error('not HTTP')
  return { ...request, body: JSON.parse(request.body) }
}

test('the exact request for an outage', () =>
  expect(ask(outage)).toMatchInlineSnapshot(`
  {
    "body": {
      "blocks": [
        {
          "text": {
            "text": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.",
            "type": "plain_text",
          },
          "type": "header",
        },
        {
          "text": {
            "text": "\`\`\`Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: &lt;b&gt;@everyone&lt;/b&gt; ʼxʼ &amp; *y* _z_
  qm start 102\`\`\`",
            "type": "mrkdwn",
          },
          "type": "section",
        },
        {
          "elements": [
            {
              "text": {
                "text": "Read why",
                "type": "plain_text",
              },
              "type": "button",
              "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
            },
          ],
          "type": "actions",
        },
      ],
      "text": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.",
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
      "blocks": [
        {
          "text": {
            "text": "Back: 102 (maas)",
            "type": "plain_text",
          },
          "type": "header",
        },
        {
          "text": {
            "text": "\`\`\`Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  host pve: kernel: Out of memory: &lt;b&gt;@everyone&lt;/b&gt; ʼxʼ &amp; *y* _z_
  qm start 102\`\`\`",
            "type": "mrkdwn",
          },
          "type": "section",
        },
        {
          "elements": [
            {
              "text": {
                "text": "Read why",
                "type": "plain_text",
              },
              "type": "button",
              "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
            },
          ],
          "type": "actions",
        },
      ],
      "text": "Back: 102 (maas)",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/hook/1",
  }
`))
