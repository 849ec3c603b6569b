import { defineCircumstance } from '../define.ts'

export const staysDeadAfterPanic = defineCircumstance({
  id: 'condition.stays-dead-after-panic',
  title: 'after a panic the machine waits for ever',
  role: 'condition',
  doc: 'With kernel.panic = 0 a panic ends with a machine that stands still until somebody comes.',
  belongsTo: ['host.kernel-panic', 'guest.kernel-panic', 'host.lockup'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'kernel.panic-timeout' && o.fields['seconds'] === 0)
    return seen ? { because: 'After a panic the machine waits for ever (kernel.panic = 0).', evidence: [seen] } : null
  },
  remedies: [{ when: 'short-term', text: 'Let it restart after ten seconds, and keep the dump.', command: 'sysctl kernel.panic=10' }],
  prevention: [{ text: 'Machines restart after a panic.', check: 'kernel.panic > 0' }],
})
