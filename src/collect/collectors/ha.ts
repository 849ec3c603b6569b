import { defineCollector } from '../define.ts'

export const ha = defineCollector({
  id: 'ha',
  title: 'High availability, and the state of the cluster',
  on: ['pve'],
  round: 'evidence',
  lasts: 1,
  needs: 'root',
  steps: () => [
    { use: 'pve-ha', artifact: 'ha.txt', holds: 'state' },
    { use: 'pve-cluster', artifact: 'cluster.txt', holds: 'state' },
  ],
})
