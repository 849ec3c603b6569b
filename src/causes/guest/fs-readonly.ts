import { defineCause } from '../define.ts'

export const guestFsReadonly = defineCause({
  id: 'guest.fs-readonly',
  title: 'a filesystem inside the guest went read-only or is corrupt',
  area: 'guest',
  doc: 'The kernel of the guest remounted a filesystem read-only or found it damaged. Its root is often outside: an I/O error of the host or its storage at the same second, or an earlier hard stop.',
  state: 'degraded',
  reach: 'guest',
  planned: false,
  signals: {
    decisive: [{ kind: ['fs.readonly', 'data.corrupt'], side: 'guest' }],
    supporting: [{ kind: ['fs.error', 'disk.io-error', 'boot.emergency', 'disk.offline'], side: 'guest' }],
  },
  mustLog: 'guest-log',
  suspectWhen: ['degraded'],
  because: (finding) =>
    `The filesystem${finding.about.device === undefined ? '' : ` on ${finding.about.device}`} inside the guest became read-only, so nothing could be written any more.`,
  remedies: [
    { when: 'immediate', text: 'Take a backup, then check the filesystem from a rescue system.', command: 'fsck -n /dev/<device>' },
    {
      when: 'short-term',
      text: 'Look on the host for I/O errors at that second.',
      command: 'journalctl -k --no-pager | grep -E "I/O error|blocked"',
    },
  ],
  prevention: [{ text: 'No disk of the guest uses cache=unsafe.', check: 'cache=unsafe' }],
  settle: [
    {
      what: 'whether the host had an I/O error then',
      command: 'journalctl -k --no-pager | grep -E "I/O error|blocked for more|not responding"',
    },
  ],
})
