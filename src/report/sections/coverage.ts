import type { Block } from '../blocks.ts'
import { defineSection } from '../define.ts'

/** What was looked at, what was not, and what was assumed: the limits of everything above. */
export const coverage = defineSection({
  id: 'coverage',
  order: 98,
  menu: 'Not seen',
  build({ document, citations }) {
    const blind = document.coverage.filter((row) => row.status !== 'complete')
    const blocks: Block[] = [
      {
        type: 'heading',
        level: 2,
        text: 'What we could not see',
        note: `${document.coverage.length - blind.length} of ${document.coverage.length} sources are complete`,
      },
    ]
    if (document.coverage.length === 0) blocks.push({ type: 'text', text: 'No source was read.' })
    else blocks.push({ type: 'coverage', rows: citations.sources })
    const assumed = [`Time zone ${document.zone.name}: ${document.zone.because}.`.replace(/\.\.$/, '.'), ...document.notes]
    blocks.push({ type: 'heading', level: 3, text: 'Assumed' }, { type: 'list', ordered: false, items: assumed.map((text) => ({ text })) })
    return blocks
  },
})
