import type { Cited } from '../blocks.ts'
import { defineSection } from '../define.ts'
import { editOf } from '../people-words.ts'
import { outageTimes } from '../outage-words.ts'

const LEAD = { why: 'Why', 'why-then': 'Why then', 'why-so-long': 'Why so long', 'how-sure': 'How sure' } as const
const ORDER = Object.keys(LEAD)

/** What, when, how long, why, how sure. Everything below proves it. */
export const verdict = defineSection({
  id: 'verdict',
  order: 10,
  menu: 'Verdict',
  build({ diagnosis, clock, file }) {
    const { span, length, planned, to } = outageTimes(diagnosis, clock)
    const statements: Cited[] = diagnosis.statements
      .toSorted((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id))
      .map(({ id, text, evidence }) => ({ lead: LEAD[id], text, cites: evidence }))
    const back = diagnosis.outage.from !== null && to === null ? 'No line shows it back.' : ''
    const words = editOf(file, 'headline')
    return [
      {
        type: 'verdict',
        headline: words?.text ?? diagnosis.headline,
        when: span ?? '',
        length,
        rest: [back, planned].filter(Boolean).join(' '),
        conclusion: diagnosis.conclusion,
        statements,
      },
      ...(words
        ? [{ type: 'text' as const, soft: true, text: `Headline by ${words.by}. whydown wrote: ${diagnosis.headline}`, cites: words.cites }]
        : []),
    ]
  },
})
