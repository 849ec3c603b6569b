import { defineCollector, type Step } from '../define.ts'

export const taskLogs = defineCollector({
  id: 'task-logs',
  title: 'Logs of the tasks that may have touched the guest',
  on: ['pve'],
  round: 'evidence',
  lasts: 4,
  needs: 'root or group www-data',
  steps: ({ tasks }) =>
    tasks.map((upid): Step => {
      // The folder is the last digit of the start time.
      const digit = upid.split(':')[4]?.at(-1)?.toUpperCase() ?? '0'
      return { use: 'pve-task-log', with: { digit, upid }, artifact: `tasks/${upid.replaceAll(':', '_')}.log`, holds: 'list' }
    }),
})
