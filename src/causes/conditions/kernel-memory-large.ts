import { defineCircumstance } from '../define.ts'

export const kernelMemoryLarge = defineCircumstance({
  id: 'condition.kernel-memory-large',
  title: 'the kernel itself held much memory',
  role: 'condition',
  doc: 'More than a tenth of memory was in kernel structures that cannot be given back.',
  belongsTo: ['memory.host-oom', 'memory.host-livelock'],
  find({ observations }) {
    const seen = observations.find(
      (o) =>
        o.kind === 'kernel.oom-report' &&
        o.side === 'host' &&
        Number(o.fields['slabKiB']) > 0.1 * Number(o.fields['managedKiB'] ?? Number.POSITIVE_INFINITY),
    )
    return seen
      ? { because: `The kernel held ${(Number(seen.fields['slabKiB']) / 1024 / 1024).toFixed(1)} GiB for itself.`, evidence: [seen] }
      : null
  },
  remedies: [
    { when: 'short-term', text: 'See which cache it is, and boot another kernel if it grows.', command: 'slabtop -o -s c | head -15' },
  ],
  prevention: [{ text: 'The kernel holds less than a tenth of memory.', check: 'Slab in /proc/meminfo' }],
})
