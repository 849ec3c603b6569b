import { defineCollector } from '../define.ts'

export const identity = defineCollector({
  id: 'identity',
  title: 'Name, clock, zone, boot and system of the machine',
  on: ['pve', 'libvirt', 'guest'],
  round: 'triage',
  lasts: 0,
  needs: 'any account',
  steps: () => [{ use: 'identity', artifact: 'identity.txt', holds: 'state' }],
})
