import { z } from 'zod'
import { defineChannel, json } from '../define.ts'

/** Slack escapes three characters; nothing else in mrkdwn text is trusted to log lines, so they stand in a code block. */
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('`', 'ʼ')

export const slackChannel = defineChannel({
  id: 'slack',
  title: 'Slack (incoming webhook)',
  settings: z.strictObject({}),
  secrets: ['url'],
  request(message, _settings, { secret }) {
    const code = [...message.lines, ...(message.next ? [message.next] : [])].map(escape).join('\n').slice(0, 2800)
    return json(secret['url'] ?? '', {
      text: escape(message.title),
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: message.title.slice(0, 150) } },
        { type: 'section', text: { type: 'mrkdwn', text: `\`\`\`${code}\`\`\`` } },
        ...(message.link
          ? [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Read why' }, url: message.link }] }]
          : []),
      ],
    })
  },
})
