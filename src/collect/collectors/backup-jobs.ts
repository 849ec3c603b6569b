import { defineCollector } from '../define.ts'

export const backupJobs = defineCollector({
  id: 'backup-jobs',
  title: 'Backup jobs and their modes',
  on: ['pve'],
  round: 'evidence',
  lasts: 9,
  needs: 'root or group www-data',
  steps: () => [{ use: 'pve-jobs', artifact: 'jobs.cfg', holds: 'state' }],
})
