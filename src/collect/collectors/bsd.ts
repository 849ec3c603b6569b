import { defineCollector } from '../define.ts'

/** OPNsense, pfSense and other guests without systemd: their logs are text, their boots a number of the kernel. */
export const bsd = defineCollector({
  id: 'bsd',
  title: 'Boots, log and crash files of a FreeBSD guest',
  on: ['guest'],
  round: 'evidence',
  lasts: 4,
  needs: 'root',
  steps: ({ hasJournal, freebsd }) =>
    !hasJournal && freebsd === true ? [{ use: 'guest-bsd', artifact: 'bsd.txt', holds: 'selection' }] : [],
})
