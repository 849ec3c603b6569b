import { defineCollector } from '../define.ts'

export const disks = defineCollector({
  id: 'disks',
  title: 'Disks there are, as the kernel names them',
  on: ['pve', 'libvirt'],
  round: 'triage',
  lasts: 6,
  needs: 'any account',
  steps: () => [{ use: 'disks', artifact: 'disks.json', holds: 'state' }],
})
