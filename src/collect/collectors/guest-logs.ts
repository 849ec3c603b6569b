import { defineCollector } from '../define.ts'

export const guestLogs = defineCollector({
  id: 'guest-logs',
  title: 'How the guest ended: login records and unclean journals',
  on: ['guest'],
  round: 'evidence',
  lasts: 4,
  needs: 'group systemd-journal or adm',
  steps: () => [
    { use: 'logins', artifact: 'last.txt', holds: 'list' },
    { use: 'journal-unclean', artifact: 'unclean-journals.txt', holds: 'list' },
  ],
})
