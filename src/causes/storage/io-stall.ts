import { defineCause } from '../define.ts'

export const ioStall = defineCause({
  id: 'storage.io-stall',
  title: 'disk I/O of the host stood still without an error of a device',
  area: 'storage',
  doc: 'Tasks of the host that write to its filesystems are blocked for minutes while no disk, link or network storage reports an error: too much work for the disks (scrub, resilver, backup, writeback), or a filesystem in trouble. Any device error is the better answer.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [
      {
        kind: 'kernel.hung-task',
        side: 'host',
        where: (o) => !['nfs', 'cifs', 'ceph'].includes(String(o.fields['waitsOn'])) || o.about.process === 'nfsd',
      },
    ],
    supporting: [
      { kind: ['scrub.running', 'pve.status-slow', 'qemu.qmp-timeout', 'guest.virtual-disk-stuck', 'backup.start'] },
      { kind: 'kernel.hung-task', side: 'guest' },
    ],
    contradicting: [
      {
        kind: [
          'nvme.controller-down',
          'disk.medium-error',
          'disk.offline',
          'usb.controller-dead',
          'nfs.not-responding',
          'pool.suspended',
          'kernel.allocation-stall',
        ],
        side: 'host',
      },
    ],
  },
  because: (finding) => {
    const task = finding.decisive[0]
    return `Tasks of the host waited for its disks for more than ${String(task?.fields['seconds'] ?? 120)} s (${task?.about.process ?? 'a task'}${task?.fields['waitsOn'] === 'unknown' ? '' : `, in ${String(task?.fields['waitsOn'])}`}), and no device reported an error.`
  },
  remedies: [
    { when: 'immediate', text: 'See what loads the disks, and pause it.', command: 'iostat -x 1 3; cat /proc/pressure/io; zpool status' },
    { when: 'short-term', text: 'Limit backups and scrubs, and do not let them overlap.' },
    { when: 'long-term', text: 'Faster disks; no shingled or cacheless drives under guests.' },
  ],
  prevention: [{ text: 'Scrubs, backups and resyncs do not overlap.', check: 'PSI io full, schedules' }],
  settle: [{ what: 'what the disks were busy with', command: 'iostat -x 1 3; cat /proc/pressure/io' }],
})
