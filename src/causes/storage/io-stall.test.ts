import { verifyCause } from '../verify.ts'
import { ioStall } from './io-stall.ts'

verifyCause(ioStall, {
  supported: [
    {
      name: 'by kernel.hung-task',
      host: [
        '10:02:01 kernel: INFO: task txg_sync:811 blocked for more than 122 seconds.',
        '10:04:03 kernel: INFO: task kvm:2231 blocked for more than 122 seconds.',
      ],
    },
    {
      name: 'by kernel.hung-task in other words',
      host: [
        '10:00:01 kernel: INFO: task jbd2/sda1-8:211 blocked for more than 120 seconds.',
        '10:02:01 kernel: INFO: task jbd2/sda1-8:211 blocked for more than 241 seconds.',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: md: data-check of RAID array md0',
        'pvestatd[811]: status update time (62.345 seconds)',
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
      ],
      guest: ['kernel: sd 2:0:0:0: [sda] tag#101 ABORT operation timed-out.'],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: INFO: task txg_sync:811 blocked for more than 122 seconds.',
        'myapp[4242]: INFO: task kvm:2231 blocked for more than 122 seconds.',
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        '10:02:01 kernel: INFO: task txg_sync:811 blocked for more than 122 seconds.',
        '10:04:03 kernel: INFO: task kvm:2231 blocked for more than 122 seconds.',
      ],
    },
  ],
})
