import { defineCollector } from '../define.ts'

export const memory = defineCollector({
  id: 'memory',
  title: 'Memory, swap and pressure now',
  on: ['pve', 'libvirt', 'guest'],
  round: 'triage',
  lasts: 0,
  needs: 'any account',
  steps: () => [{ use: 'memory', artifact: 'memory.txt', holds: 'state' }],
})
