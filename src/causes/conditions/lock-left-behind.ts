import type { Observation } from '../../model/index.ts'
import { defineCircumstance } from '../define.ts'

export const lockLeftBehind = defineCircumstance({
  id: 'condition.lock-left-behind',
  title: 'a lock was left in the configuration',
  role: 'condition',
  doc: 'A task that was cut off leaves its lock. It forbids what it once protected.',
  belongsTo: ['qemu.stale-lock', 'migration.failed', 'cluster.ha-relocation'],
  find({ observations, guest }) {
    const mine = (o: Observation) => o.about.guest === undefined || o.about.guest === guest
    const seen = observations.find((o) => o.kind === 'guest.lock-configured' && mine(o))
    return seen ? { because: `The configuration holds the lock ${String(seen.fields['lock'])}.`, evidence: [seen] } : null
  },
  remedies: [{ when: 'immediate', text: 'Make sure that no task runs, then unlock.', command: 'qm unlock {guest}' }],
  prevention: [{ text: 'No lock is older than the longest task.', check: 'lock without a running task' }],
})
