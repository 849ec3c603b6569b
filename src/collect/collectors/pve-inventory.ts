import { defineCollector } from '../define.ts'

export const pveInventory = defineCollector({
  id: 'pve-inventory',
  title: 'Nodes and guests of the cluster, and who is online',
  on: ['pve'],
  round: 'triage',
  lasts: 1,
  needs: 'root or group www-data',
  steps: () => [{ use: 'pve-inventory', artifact: 'inventory.json', holds: 'state' }],
})
