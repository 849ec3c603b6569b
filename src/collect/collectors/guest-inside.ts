import { defineCollector } from '../define.ts'

export const guestInside = defineCollector({
  id: 'guest-inside',
  title: 'Failed units, timers and cron of the guest',
  on: ['guest'],
  round: 'evidence',
  lasts: 5,
  needs: 'any account',
  steps: () => [
    { use: 'guest-failed-units', artifact: 'failed-units.txt', holds: 'state' },
    { use: 'guest-timers', artifact: 'timers.txt', holds: 'state' },
    { use: 'root-space', artifact: 'root-space.txt', holds: 'state' },
  ],
})
