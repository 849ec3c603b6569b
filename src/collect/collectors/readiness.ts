import { defineCollector } from '../define.ts'

export const readiness = defineCollector({
  id: 'readiness',
  title: 'What would be kept and caught of the next end',
  on: ['pve', 'libvirt', 'guest'],
  round: 'evidence',
  lasts: 9,
  needs: 'any account',
  steps: () => [{ use: 'readiness', artifact: 'readiness.txt', holds: 'state' }],
})
