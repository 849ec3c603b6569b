import { defineSection } from '../define.ts'

/** Every cited line with its UTC time, file and line number: what a reviewer checks the claims against. */
export const appendix = defineSection({
  id: 'appendix',
  order: 95,
  menu: 'Evidence',
  build({ citations }) {
    if (citations.lines.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Evidence', note: 'every cited line, times in UTC' },
      { type: 'evidence', items: citations.lines },
    ]
  },
})
