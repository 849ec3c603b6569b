import { verifyCause } from '../verify.ts'
import { guestFsFull } from './fs-full.ts'

verifyCause(guestFsFull, {
  supported: [
    { name: 'by fs.full', guest: ['Failed to write entry (22 items, 612 bytes), ignoring: No space left on device'] },
    { name: 'by fs.full in other words', guest: ['vzdump: ERROR: write failed: No space left on device'] },
    { name: 'by df.full', guest: ['/dev/mapper/pve-root   94G   94G     0 100% /'] },
    { name: 'by df.full in other words', guest: ['/dev/sdb1      3.6T  3.6T   20K 100% /mnt/data'] },
  ],
  silent: [
    { name: 'the same in the log of the host', host: ['Failed to write entry (22 items, 612 bytes), ignoring: No space left on device'] },
    { name: 'what only looks alike', guest: ['/dev/loop3  64M  64M  0  87% /snap/core/1'] },
  ],
})
