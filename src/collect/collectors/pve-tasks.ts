import { defineCollector } from '../define.ts'

export const pveTasks = defineCollector({
  id: 'pve-tasks',
  title: 'Tasks: who asked for what',
  on: ['pve'],
  round: 'triage',
  lasts: 2,
  needs: 'root or group www-data',
  steps: () => [{ use: 'pve-tasks', artifact: 'tasks.txt', holds: 'list' }],
})
