import { defineCollector } from '../define.ts'

/** Configurations of all guests of the cluster (without secrets) and the processes of those that run here, without asking QEMU. */
export const pveGuests = defineCollector({
  id: 'pve-guests',
  title: 'Guests: their settings, processes and age',
  on: ['pve'],
  round: 'triage',
  lasts: 1,
  needs: 'root or group www-data',
  steps: () => [{ use: 'pve-guests', artifact: 'guests.txt', holds: 'state' }],
})
