import { defineCircumstance } from '../define.ts'

export const noSwap = defineCircumstance({
  id: 'condition.no-swap',
  title: 'the host has no swap',
  role: 'condition',
  doc: 'Without swap the first moment of too little memory ends in a kill. A little swap buys the time to act; it is no substitute for memory.',
  belongsTo: ['memory.host-oom', 'memory.kernel-leak'],
  find({ observations }) {
    const none = observations.find(
      (o) =>
        (o.kind === 'host.swap' && o.side === 'host' && o.fields['totalKiB'] === 0) ||
        (o.kind === 'kernel.oom-report' && o.side === 'host' && o.fields['swapTotalKiB'] === 0),
    )
    return none ? { because: 'The host had no swap, so there was nothing to fall back on when memory ran short.', evidence: [none] } : null
  },
  remedies: [{ when: 'short-term', text: 'Add a few GiB of swap, not on a ZFS volume.' }],
  prevention: [{ text: 'The host has some swap.', check: 'SwapTotal > 0' }],
})
