import { defineCollector } from '../define.ts'

export const pveAccess = defineCollector({
  id: 'pve-access',
  title: 'Who changed something through the web interface or the API, and from where',
  on: ['pve'],
  round: 'evidence',
  lasts: 5,
  needs: 'root',
  steps: () => [{ use: 'pve-access', artifact: 'access.log', holds: 'list' }],
})
