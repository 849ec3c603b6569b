import { verifyCause } from '../verify.ts'
import { thinMetadataFull } from './thin-metadata-full.ts'

verifyCause(thinMetadataFull, {
  supported: [
    { name: 'by thin-pool.metadata-full', host: ['kernel: device-mapper: space map metadata: unable to allocate new metadata block'] },
    { name: 'by thin-pool.metadata-full in other words', host: ['kernel: WARNING: Thin pool pve-data-tpool metadata is now 98.02% full.'] },
    { name: 'by lvs.thin-pool', host: ['  data   pve twi-aotzM- 141.43g              61.20 100.00'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: device-mapper: thin: 253:4: switching pool to read-only mode',
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'status: io-error',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: device-mapper: space map metadata: unable to allocate new metadata block'],
    },
    { name: 'what only looks alike', host: ['kernel: WARNING: Thin pool pve-data-tpool metadata is now 81.00% full.'] },
  ],
})
