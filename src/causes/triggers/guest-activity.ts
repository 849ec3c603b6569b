import { defineCircumstance } from '../define.ts'

const BEFORE_MS = 10 * 60_000

export const guestActivity = defineCircumstance({
  id: 'trigger.guest-activity',
  title: 'work that began inside the guest shortly before',
  role: 'trigger',
  doc: 'A download, import, sync or backup in the guest touches memory and disks that it had never used. It is what tipped it then, not what made it possible; being near in time is all that is known.',
  belongsTo: ['memory.*', 'storage.thin-pool-full', 'storage.io-stall', 'guest.oom', 'guest.hang'],
  find({ observations, finding }) {
    if (finding.at === null) return null
    const near = observations.filter(
      (o) => o.kind === 'guest.app-activity' && o.at !== null && o.at <= finding.at! + 2000 && o.at >= finding.at! - BEFORE_MS,
    )
    const first = near[0]
    if (!first) return null
    const seconds = Math.round((finding.at - first.at!) / 1000)
    return {
      because: `${seconds <= 0 ? 'At that moment' : `${seconds} s before`}, ${first.says.replace(/^work began/, 'work began')}.`,
      evidence: near.slice(0, 3),
    }
  },
  remedies: [{ when: 'short-term', text: 'Move heavy jobs of guests apart in time.' }],
  prevention: [{ text: 'Heavy jobs of guests do not run at once.', check: 'schedules of imports, syncs and backups' }],
})
