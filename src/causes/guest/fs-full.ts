import { defineCause } from '../define.ts'

export const guestFsFull = defineCause({
  id: 'guest.fs-full',
  title: 'a filesystem inside the guest is full',
  area: 'guest',
  doc: '`No space left on device` in the log of the guest, or df at 100 % inside it. Services fail; the guest itself runs.',
  state: 'degraded',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [{ kind: ['fs.full', 'df.full'], side: 'guest' }],
    contradicting: [{ kind: ['thin-pool.out-of-data', 'qemu.paused-io-error'], side: 'host' }],
  },
  mustLog: 'guest-log',
  suspectWhen: ['degraded'],
  because: (finding) =>
    `A filesystem inside the guest is full${finding.decisive.find((o) => o.fields['mount'] !== undefined) ? ` (${String(finding.decisive.find((o) => o.fields['mount'] !== undefined)?.fields['mount'])})` : ''}; its programs cannot write.`,
  remedies: [
    { when: 'immediate', text: 'Free space inside the guest.', command: 'df -h; du -xh / --max-depth=2 | sort -h | tail' },
    { when: 'short-term', text: 'Grow the disk and the filesystem.', command: 'qm resize {guest} scsi0 +10G' },
  ],
  prevention: [{ text: 'Filesystems stay below 85 %.', check: 'df use > 85 %' }],
  settle: [{ what: 'how full the filesystems are', command: 'df -h; df -i' }],
})
