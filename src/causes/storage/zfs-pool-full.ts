import { defineCause } from '../define.ts'

export const zfsPoolFull = defineCause({
  id: 'storage.zfs-pool-full',
  title: 'the ZFS pool or a quota is full',
  area: 'storage',
  doc: '`out of space` or `Disk quota exceeded` from ZFS, or a pool with no free space. ZFS is slow from about 90 % on.',
  state: 'paused',
  reach: 'storage',
  planned: false,
  signals: {
    decisive: [{ kind: 'zfs.full' }],
    supporting: [{ kind: ['qemu.paused-io-error', 'task.error'] }],
  },
  because: () => 'The ZFS pool had no space left for writes.',
  remedies: [
    {
      when: 'immediate',
      text: 'Delete snapshots that are no longer needed, then resume the guests.',
      command: 'zfs list -t snapshot -o name,used -s used | tail; qm resume {guest}',
    },
    { when: 'long-term', text: 'Keep pools below 80 %.' },
  ],
  prevention: [{ text: 'Pools stay below 80 %.', check: 'zpool capacity > 80 %' }],
  settle: [{ what: 'how full the pool is', command: 'zpool list; zfs list -o space' }],
})
