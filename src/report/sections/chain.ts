import type { ChainStep } from '../blocks.ts'
import { defineSection } from '../define.ts'
import { millis } from '../local-clock.ts'
import { outageTimes } from '../outage-words.ts'
import { subjectName } from '../subject-name.ts'

const ORDER = ['condition', 'trigger', 'mechanism', 'outage', 'amplifier'] as const

/** From what made it possible to what made it last. The outage itself stands between mechanism and amplifier. */
export const chain = defineSection({
  id: 'chain',
  order: 30,
  menu: 'Chain',
  build({ diagnosis, clock }) {
    if (diagnosis.chain.length === 0) return []
    const steps: ChainStep[] = diagnosis.chain.map((link) => ({
      role: link.role,
      title: link.title,
      text: link.because,
      when: when(millis(link.at)),
      coincidence: link.role === 'trigger' && !link.witnessed,
      cites: link.evidence,
    }))
    if (diagnosis.outage.state !== 'none') steps.push(outageStep())
    return [
      { type: 'heading', level: 2, text: 'Chain', note: 'from what made it possible to what made it last' },
      { type: 'chain', steps: steps.toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role)) },
    ]

    function when(at: number | null): string {
      return at === null ? '' : clock.onDay(at, millis(diagnosis.outage.from) ?? at)
    }

    function outageStep(): ChainStep {
      const { from, to, length } = outageTimes(diagnosis, clock)
      const cites = [...(diagnosis.bracket.firstDown?.evidence ?? []), ...(diagnosis.bracket.firstBack?.evidence ?? [])]
      const name = subjectName(diagnosis.subject)
      return {
        role: 'outage',
        title: `${name} was down${length === null ? '' : ` for ${length}`}`,
        text: length === null ? `${name}: how long is not known.` : `${name} was down for ${length}.`,
        when:
          from === null
            ? ''
            : to === null
              ? `${clock.time(from)}, end not seen`
              : `${clock.time(from)} to ${clock.date(from) === clock.date(to) ? '' : `${clock.date(to)} `}${clock.time(to)}`,
        coincidence: false,
        cites: [...new Set(cites)],
      }
    }
  },
})
