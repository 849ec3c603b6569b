import { defineCircumstance } from '../define.ts'

export const backupStopsGuests = defineCircumstance({
  id: 'condition.backup-stops-guests',
  title: 'a backup job stops or suspends its guests',
  role: 'condition',
  doc: 'The job is set to stop or suspend mode. It does what it is told; whether a guest may stand still that long is the question.',
  belongsTo: ['backup.stop-mode', 'backup.pause'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'backup.job-mode')
    return seen ? { because: `A backup job is set to ${String(seen.fields['mode'])} mode.`, evidence: [seen] } : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Change the mode of the job to snapshot.',
      command: 'pvesh get /cluster/backup --output-format json-pretty',
    },
  ],
  prevention: [{ text: 'No job in stop or suspend mode covers a guest that must answer.', check: 'jobs.cfg mode' }],
})
