import { verifyCause } from '../verify.ts'
import { networkBlockLost } from './network-block-lost.ts'

verifyCause(networkBlockLost, {
  supported: [
    { name: 'by multipath.no-path', host: ['kernel: mpatha: remaining active paths: 0'] },
    { name: 'by multipath.no-path in other words', host: ['multipathd[711]: mpatha: Entering recovery mode: max_retries=12'] },
    { name: 'by iscsi.lost', host: ['kernel: connection1:0: detected conn error (1022)'] },
    { name: 'by iscsi.lost in other words', host: ['kernel: session1: session recovery timed out after 120 secs'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
        'kernel: device-mapper: multipath: 253:0: Failing path 8:16.',
        'status: io-error',
        'kernel: e1000e 0000:00:1f.6 eno1: NIC Link is Down',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: mpatha: remaining active paths: 0'] },
    { name: 'what only looks alike', host: ['kernel: mpatha: remaining active paths: 1'] },
  ],
})
