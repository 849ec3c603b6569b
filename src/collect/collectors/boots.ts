import { defineCollector } from '../define.ts'

/** The end of one boot and the start of the next bracket a host outage, and the oldest boot tells how far the journal reaches. */
export const boots = defineCollector({
  id: 'boots',
  title: 'Boots that the journal holds',
  on: ['pve', 'libvirt', 'guest'],
  round: 'triage',
  lasts: 3,
  needs: 'group systemd-journal or adm',
  steps: () => [{ use: 'boots', artifact: 'boots.json', holds: 'list' }],
})
