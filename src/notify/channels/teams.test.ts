import { expect, test } from 'vitest'
import { outage, recovery, SENDING } from '../message.fixture.ts'
import { teamsChannel } from './teams.ts'

const settings = {}
const ask = (message: typeof outage) => {
  const request = teamsChannel.request(message, settings, { ...SENDING, secret: { url: 'http://127.0.0.1/hook/1' } })
  if (!('url' in request)) throw new Error('not HTTP')
  return { ...request, body: JSON.parse(request.body) }
}

test('the exact request for an outage', () =>
  expect(ask(outage)).toMatchInlineSnapshot(`
  {
    "body": {
      "attachments": [
        {
          "content": {
            "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
            "actions": [
              {
                "title": "Read why",
                "type": "Action.OpenUrl",
                "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
              },
            ],
            "body": [
              {
                "size": "Medium",
                "text": "102 (maas) was killed: the host ran out of memory and its kernel killed the guest.",
                "type": "TextBlock",
                "weight": "Bolder",
                "wrap": true,
              },
              {
                "inlines": [
                  {
                    "fontType": "Monospace",
                    "text": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  ",
                    "type": "TextRun",
                  },
                  {
                    "fontType": "Monospace",
                    "text": "host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  ",
                    "type": "TextRun",
                  },
                  {
                    "fontType": "Monospace",
                    "text": "qm start 102
  ",
                    "type": "TextRun",
                  },
                ],
                "type": "RichTextBlock",
              },
            ],
            "type": "AdaptiveCard",
            "version": "1.4",
          },
          "contentType": "application/vnd.microsoft.card.adaptive",
        },
      ],
      "type": "message",
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
      "attachments": [
        {
          "content": {
            "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
            "actions": [
              {
                "title": "Read why",
                "type": "Action.OpenUrl",
                "url": "http://localhost:8420/incidents/MAAS-2025-07-29-001",
              },
            ],
            "body": [
              {
                "size": "Medium",
                "text": "Back: 102 (maas)",
                "type": "TextBlock",
                "weight": "Bolder",
                "wrap": true,
              },
              {
                "inlines": [
                  {
                    "fontType": "Monospace",
                    "text": "Since 2025-07-29 23:19:25 UTC. Confirmed by independent sources.
  ",
                    "type": "TextRun",
                  },
                  {
                    "fontType": "Monospace",
                    "text": "host pve: kernel: Out of memory: <b>@everyone</b> \`x\` & *y* _z_
  ",
                    "type": "TextRun",
                  },
                  {
                    "fontType": "Monospace",
                    "text": "qm start 102
  ",
                    "type": "TextRun",
                  },
                ],
                "type": "RichTextBlock",
              },
            ],
            "type": "AdaptiveCard",
            "version": "1.4",
          },
          "contentType": "application/vnd.microsoft.card.adaptive",
        },
      ],
      "type": "message",
    },
    "headers": {
      "content-type": "application/json",
    },
    "method": "POST",
    "url": "http://127.0.0.1/hook/1",
  }
`))
