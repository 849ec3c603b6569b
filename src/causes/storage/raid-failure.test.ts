import { verifyCause } from '../verify.ts'
import { raidFailure } from './raid-failure.ts'

verifyCause(raidFailure, {
  supported: [{ name: 'by md.failed', host: ['kernel: md/raid:md0: Cannot continue operation (2/4 failed).'] }],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: md/raid1:md0: Disk failure on sdb1, disabling device.',
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
      ],
    },
  ],
  silent: [{ name: 'the same words of another program', host: ['myapp[4242]: md/raid:md0: Cannot continue operation (2/4 failed).'] }],
})
