import { defineCircumstance } from '../define.ts'

export const guestNoSwap = defineCircumstance({
  id: 'condition.guest-no-swap',
  title: 'the guest has no swap',
  role: 'condition',
  doc: 'Without swap the guest can only kill when its memory runs out.',
  belongsTo: ['guest.oom'],
  find({ observations }) {
    const seen = observations.find((o) => o.kind === 'host.swap' && o.side === 'guest' && o.fields['totalKiB'] === 0)
    return seen
      ? { because: 'The guest had no swap, so there was nothing to fall back on when its memory ran short.', evidence: [seen] }
      : null
  },
  remedies: [
    {
      when: 'short-term',
      text: 'Add a small swap file inside the guest.',
      command: 'fallocate -l 1G /swapfile; chmod 600 /swapfile; mkswap /swapfile; swapon /swapfile',
    },
  ],
  prevention: [{ text: 'Guests have some swap.', check: 'SwapTotal in the guest' }],
})
