import { z } from 'zod'
import { defineChannel, json } from '../define.ts'

/** An adaptive card, as the workflow "When a Teams webhook request is received" takes it; the older connectors are gone. */
export const teamsChannel = defineChannel({
  id: 'teams',
  title: 'Microsoft Teams (workflow)',
  settings: z.strictObject({}),
  secrets: ['url'],
  request(message, _settings, { secret }) {
    return json(secret['url'] ?? '', {
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.4',
            body: [
              { type: 'TextBlock', text: message.title, weight: 'Bolder', size: 'Medium', wrap: true },
              {
                type: 'RichTextBlock',
                inlines: [...message.lines, ...(message.next ? [message.next] : [])].map((line) => ({
                  type: 'TextRun',
                  text: `${line}\n`,
                  fontType: 'Monospace',
                })),
              },
            ],
            actions: message.link ? [{ type: 'Action.OpenUrl', title: 'Read why', url: message.link }] : [],
          },
        },
      ],
    })
  },
})
