import { defineCollector } from '../define.ts'

/** How the machine itself ended: what the firmware, the kernel's crash store and the login records say. */
export const hostEnd = defineCollector({
  id: 'host-end',
  title: 'Crash files, unclean journals, login records, BMC and UPS',
  on: ['pve', 'libvirt'],
  round: 'evidence',
  lasts: 6,
  needs: 'root for the BMC and pstore',
  steps: ({ layer, window }) => [
    { use: 'logins', artifact: 'last.txt', holds: 'list' },
    { use: 'journal-unclean', artifact: 'unclean-journals.txt', holds: 'list' },
    { use: 'crash-files', with: { since: String(Math.floor(window.from / 1000)) }, artifact: 'crash-files.txt', holds: 'list' },
    { use: 'ups', artifact: 'ups.txt', holds: 'state' },
    // The BMC answers slowly; it is asked only when the host itself may have ended.
    ...(layer === 'host' || layer === 'unknown'
      ? [{ use: 'bmc-events' as const, artifact: 'bmc-events.txt', holds: 'list' as const }]
      : []),
  ],
})
