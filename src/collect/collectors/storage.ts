import { defineCollector } from '../define.ts'

/** Only what the kernel already knows: nothing here waits for a storage that is gone. */
export const storage = defineCollector({
  id: 'storage',
  title: 'Mounts, thin pools, ZFS pools and software RAID, as the kernel knows them',
  on: ['pve', 'libvirt'],
  round: 'evidence',
  lasts: 1,
  needs: 'root for thin pools',
  steps: () => [
    { use: 'mounts', artifact: 'mounts.txt', holds: 'state' },
    { use: 'root-space', artifact: 'root-space.txt', holds: 'state' },
    { use: 'thin-pools', artifact: 'thin-pools.txt', holds: 'state' },
    { use: 'zfs-state', artifact: 'zfs.txt', holds: 'state' },
  ],
})
