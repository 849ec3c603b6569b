import { defineCircumstance } from '../define.ts'

const BEFORE_MS = 60 * 60_000

export const backupRunning = defineCircumstance({
  id: 'trigger.backup-running',
  title: 'a backup was running',
  role: 'trigger',
  doc: 'A backup loads memory, disks and network of the host. It is named when it was running at the time.',
  belongsTo: ['memory.host-oom', 'memory.host-livelock', 'storage.io-stall', 'storage.nfs-hang', 'guest.hang'],
  find({ observations, finding }) {
    if (finding.at === null) return null
    const before = observations.filter(
      (o) => ['backup.start', 'backup.done'].includes(o.kind) && o.at !== null && o.at <= finding.at! && o.at >= finding.at! - BEFORE_MS,
    )
    const last = before.at(-1)
    return last?.kind === 'backup.start' ? { because: 'A backup was running when it happened.', evidence: [last] } : null
  },
  remedies: [{ when: 'short-term', text: 'Limit the bandwidth of backups and spread them.', command: 'vzdump --bwlimit <KiB/s>' }],
  prevention: [{ text: 'Backups leave room for the guests.', check: 'bwlimit, schedule' }],
})
