import { defineCause } from '../define.ts'

export const zfsPoolSuspended = defineCause({
  id: 'storage.zfs-pool-suspended',
  title: 'ZFS suspended the pool',
  area: 'storage',
  doc: 'ZFS stops all I/O of a pool when it can no longer write to enough of its devices. It is the way a lost disk, cable or controller shows; those come first in the log and are the cause. When the root is on that pool, the log simply ends.',
  state: 'hung',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [
      { kind: 'pool.suspended' },
      {
        kind: 'pool.status',
        where: (o) => o.fields['state'] === 'SUSPENDED' || o.fields['state'] === 'UNAVAIL' || o.fields['state'] === 'FAULTED',
      },
    ],
    supporting: [{ kind: ['pool.io-error', 'kernel.hung-task', 'pool.status', 'disk.io-error'] }],
  },
  splitBy: ['pool'],
  mustLog: 'host-kernel',
  suspectWhen: ['hung'],
  because: (finding) =>
    `ZFS suspended the pool${finding.about.pool === undefined ? '' : ` ${finding.about.pool}`} after I/O errors it could not get round; everything on it waits.`,
  remedies: [
    { when: 'immediate', text: 'Bring the devices back, then let the pool go on.', command: 'zpool status -v; zpool clear <pool>' },
    { when: 'long-term', text: 'Redundancy, and disks that do not share one cable or controller.' },
  ],
  prevention: [{ text: 'Pools are ONLINE and redundant.', check: 'zpool state ≠ ONLINE, single vdev' }],
  settle: [{ what: 'in which state the pool is', command: 'zpool status -v' }],
})
