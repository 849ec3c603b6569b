import { defineCircumstance } from '../define.ts'

export const swapOnZvol = defineCircumstance({
  id: 'condition.swap-on-zvol',
  title: 'swap lies on a ZFS volume',
  role: 'condition',
  doc: 'ZFS needs memory to write what is swapped out to it. When memory is short, the two wait for each other.',
  belongsTo: ['memory.host-livelock', 'memory.host-oom', 'storage.io-stall', 'host.lockup'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'host.swap-on-zvol')
    return seen
      ? { because: `Swap lies on ${String(seen.about.device ?? 'a ZFS volume')}, and ZFS needs memory to write there.`, evidence: [seen] }
      : null
  },
  remedies: [{ when: 'short-term', text: 'Put swap on a partition or use zram.', command: 'swapoff -a; swapon --show' }],
  prevention: [{ text: 'Swap does not lie on ZFS.', check: 'swapon --show' }],
})
