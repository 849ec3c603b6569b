import { defineSection } from '../define.ts'
import { editOf } from '../people-words.ts'
import { outageTimes } from '../outage-words.ts'

/** Three sentences for somebody who reads nothing else: what happened, why, what it did to others. */
export const summary = defineSection({
  id: 'summary',
  order: 20,
  menu: 'Summary',
  build({ diagnosis, clock, file }) {
    const words = editOf(file, 'summary')
    if (words)
      return [
        { type: 'heading', level: 2, text: 'Executive summary', note: `by ${words.by}` },
        { type: 'text', text: words.text, cites: words.cites },
      ]
    const { span, length, planned } = outageTimes(diagnosis, clock)
    const when = span === null ? '' : ` Time: ${span}${length === null ? '' : `, ${length}`}.`
    const [first, ...more] = diagnosis.impact
    return [
      { type: 'heading', level: 2, text: 'Executive summary' },
      { type: 'text', text: `${diagnosis.headline.replace(/\.$/, '')}.${when}${planned ? ` ${planned}` : ''}` },
      ...(diagnosis.cause
        ? [
            {
              type: 'text' as const,
              lead: diagnosis.conclusion === 'no-outage' ? 'Why' : 'Cause',
              text: diagnosis.cause.because,
              cites: diagnosis.cause.evidence,
            },
          ]
        : []),
      ...(first
        ? [
            {
              type: 'text' as const,
              lead: 'Impact',
              text: first.text,
              cites: first.evidence,
              ...(more.length ? { note: `${more.length} more under Impact.` } : {}),
            },
          ]
        : []),
    ]
  },
})
