import { defineSection } from '../define.ts'

export const alsoSeen = defineSection({
  id: 'also-seen',
  order: 68,
  build({ diagnosis }) {
    if (diagnosis.alsoSeen.length === 0) return []
    return [
      { type: 'heading', level: 2, text: 'Also seen', note: 'serious lines that this outage does not need' },
      { type: 'list', ordered: false, items: diagnosis.alsoSeen.map(({ text, evidence }) => ({ text, cites: evidence })) },
    ]
  },
})
