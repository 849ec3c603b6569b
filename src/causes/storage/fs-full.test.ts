import { verifyCause } from '../verify.ts'
import { storageFsFull } from './fs-full.ts'

verifyCause(storageFsFull, {
  supported: [
    { name: 'by fs.full', host: ['Failed to write entry (22 items, 612 bytes), ignoring: No space left on device'] },
    { name: 'by fs.full in other words', host: ['pmxcfs[811]: [database] crit: commit transaction failed: database or disk is full#010'] },
    { name: 'by df.full', host: ['/dev/mapper/pve-root   94G   94G     0 100% /'] },
    { name: 'by df.full in other words', host: ['/dev/sdb1      3.6T  3.6T   20K 100% /mnt/data'] },
  ],
  weak: [
    { name: 'a full backup target', host: ['vzdump: ERROR: write failed: No space left on device'] },
    {
      name: 'what may accompany it, alone',
      host: [
        'status: io-error',
        `systemd[1]: pve-cluster.service: Failed with result 'exit-code'.`,
        'start failed: QEMU exited with code 1',
      ],
    },
  ],
  silent: [
    { name: 'the same in the log of the guest', guest: ['Failed to write entry (22 items, 612 bytes), ignoring: No space left on device'] },
    { name: 'what only looks alike', host: ['/dev/loop3  64M  64M  0  87% /snap/core/1'] },
  ],
})
