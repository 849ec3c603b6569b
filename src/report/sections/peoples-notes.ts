import { defineSection } from '../define.ts'
import { millis } from '../local-clock.ts'

/** What people remember and write down. It stands apart from the evidence: nothing was concluded from it. */
export const peoplesNotes = defineSection({
  id: 'peoples-notes',
  order: 36,
  menu: 'Notes of people',
  build({ file, clock, diagnosis }) {
    const notes = file?.incident.annotations ?? []
    if (notes.length === 0) return []
    const day = millis(diagnosis.outage.from)
    const at = (instant: string | null) => {
      const ms = millis(instant)
      return ms === null ? '' : clock.onDay(ms, day)
    }
    const timed = notes.filter((note) => note.at !== null).toSorted((a, b) => (millis(a.at) ?? 0) - (millis(b.at) ?? 0))
    const ordered = [...timed, ...notes.filter((note) => note.at === null)]
    return [
      { type: 'heading', level: 2, text: 'Notes of people', note: 'not evidence: nothing above rests on them' },
      {
        type: 'table',
        columns: [{ name: 'Note' }, { name: 'Time' }, { name: 'By' }],
        rows: ordered.map((note) => [
          { text: note.text },
          { text: at(note.at), style: 'short' },
          { text: `${note.by}, ${note.writtenAt.slice(0, 10)}`, style: 'soft' },
        ]),
      },
    ]
  },
})
