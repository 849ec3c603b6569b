import { defineSection } from '../define.ts'
import { millis, size } from '../local-clock.ts'

/** Where all memory was at the time of the report; rows sum to what is installed. */
export const memory = defineSection({
  id: 'memory',
  order: 40,
  menu: 'Memory',
  build({ diagnosis: { memory: account }, clock }) {
    if (account === null || account.rows.length === 0) return []
    const at = millis(account.at)
    const where = `Where all ${size(account.totalKiB)} were${at === null ? '' : ` at ${clock.time(at)}`}`
    return [
      { type: 'heading', level: 2, text: where, note: account.title, cites: account.evidence },
      { type: 'memory', account },
      ...(account.notes.length
        ? [{ type: 'list' as const, ordered: false, items: account.notes.map(({ text, evidence }) => ({ text, cites: evidence })) }]
        : []),
    ]
  },
})
