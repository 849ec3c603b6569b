import { defineCause } from '../define.ts'

export const hostFsReadonly = defineCause({
  id: 'storage.host-fs-readonly',
  title: 'a filesystem of the host went read-only',
  area: 'storage',
  doc: 'The kernel of the host remounted a filesystem read-only after errors. Its root is usually a disk, link or controller a moment earlier.',
  state: 'degraded',
  reach: 'node',
  planned: false,
  signals: {
    decisive: [{ kind: 'fs.readonly', side: 'host' }],
    supporting: [{ kind: ['fs.error', 'disk.io-error', 'task.error'] }],
  },
  mustLog: undefined,
  because: (finding) =>
    `The filesystem${finding.about.device === undefined ? '' : ` on ${finding.about.device}`} of the host became read-only.`,
  remedies: [
    {
      when: 'immediate',
      text: 'Find the failed disk, back up, check the filesystem from a rescue system.',
      command: 'dmesg | grep -iE "error|readonly" | tail -30',
    },
  ],
  prevention: [{ text: 'The root of the host lies on a redundant pool.', check: 'root on a single disk' }],
  settle: [{ what: 'why it went read-only', command: 'journalctl -k --no-pager | grep -iE "I/O error|EXT4-fs|XFS|BTRFS" | head' }],
})
