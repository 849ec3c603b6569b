import { verifyCause } from '../verify.ts'
import { thinPoolFull } from './thin-pool-full.ts'

verifyCause(thinPoolFull, {
  supported: [
    { name: 'by thin-pool.out-of-data', host: ['kernel: device-mapper: thin: 253:4: switching pool to out-of-data-space (queue IO) mode'] },
    { name: 'by thin-pool.out-of-data in other words', host: ['kernel: device-mapper: thin: 253:8: no free data space available.'] },
    { name: 'by lvs.thin-pool', host: ['  data   pve twi-aotzD- 141.43g             100.00 4.33'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: device-mapper: thin: 253:4: reached low water mark for data device: sending event.',
        'status: io-error',
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: device-mapper: thin: 253:4: switching pool to out-of-data-space (queue IO) mode'],
    },
    {
      name: 'the same in the log of the guest',
      guest: ['kernel: device-mapper: thin: 253:4: switching pool to out-of-data-space (queue IO) mode'],
    },
    { name: 'what only looks alike', host: ['kernel: device-mapper: thin: 253:4: reached low water mark for data device: sending event.'] },
  ],
})
