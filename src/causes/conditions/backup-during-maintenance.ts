import { defineCircumstance } from '../define.ts'

export const backupDuringMaintenance = defineCircumstance({
  id: 'condition.backup-during-maintenance',
  title: 'heavy jobs ran at the same time',
  role: 'condition',
  doc: 'A scrub, a check of the array or a resync and a backup read the same disks at once.',
  belongsTo: ['storage.io-stall', 'backup.io-stall'],
  find({ observations }) {
    const heavy = observations.filter((o) => o.kind === 'scrub.running' && o.side === 'host')
    for (const scrub of heavy) {
      const backup = observations.find(
        (o) => o.kind === 'backup.start' && (o.at === null || scrub.at === null || Math.abs(o.at - scrub.at) < 6 * 3_600_000),
      )
      if (backup)
        return {
          because: `A backup and ${String(scrub.fields['what'] ?? 'a scrub')} ran within hours of each other.`,
          evidence: [scrub, backup],
        }
    }
    return null
  },
  remedies: [{ when: 'short-term', text: 'Move the schedules apart.', command: 'systemctl list-timers; cat /etc/cron.d/*' }],
  prevention: [{ text: 'Scrubs, checks and backups do not overlap.', check: 'schedules' }],
})
