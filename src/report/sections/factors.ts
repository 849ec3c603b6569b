import type { Block, Cited } from '../blocks.ts'
import { defineSection } from '../define.ts'

/** Primary: without it there would have been no outage. Secondary: made it longer, or only coincided in time. */
export const factors = defineSection({
  id: 'factors',
  order: 55,
  build({ diagnosis }) {
    const links = diagnosis.chain.filter((link) => link.role !== 'mechanism')
    const cited = (link: (typeof links)[number]): Cited => ({
      lead: link.title,
      text: link.because,
      cites: link.evidence,
      ...(link.role === 'trigger' && !link.witnessed ? { note: 'Coincidence in time, not proof.' } : {}),
    })
    const primary = links.filter((link) => link.role !== 'amplifier' && link.witnessed).map(cited)
    const secondary = links.filter((link) => link.role === 'amplifier' || !link.witnessed).map(cited)
    if (primary.length + secondary.length === 0) return []
    const group = (name: string, items: Cited[]): Block[] =>
      items.length === 0
        ? []
        : [
            { type: 'heading', level: 3, text: name },
            { type: 'list', ordered: false, items },
          ]
    return [{ type: 'heading', level: 2, text: 'Contributing factors' }, ...group('Primary', primary), ...group('Secondary', secondary)]
  },
})
