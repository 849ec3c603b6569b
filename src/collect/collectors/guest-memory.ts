import { defineCollector } from '../define.ts'

export const guestMemory = defineCollector({
  id: 'guest-memory',
  title: 'What the cgroups of guests hold, their peaks and kills',
  on: ['pve', 'libvirt'],
  round: 'evidence',
  lasts: 0,
  needs: 'any account',
  steps: () => [
    { use: 'guest-memory', artifact: 'guest-memory.txt', holds: 'state' },
    { use: 'ksm', artifact: 'ksm.txt', holds: 'state' },
  ],
})
