import { verifyCause } from '../verify.ts'
import { diskLinkError } from './disk-link-error.ts'

verifyCause(diskLinkError, {
  supported: [
    { name: 'by disk.link-error', host: ['kernel: ata1.00: exception Emask 0x0 SAct 0x7f SErr 0x0 action 0x6 frozen'] },
    { name: 'by disk.link-error in other words', host: ['kernel: ata4.00: error: { ICRC ABRT }'] },
    {
      name: 'by nvme.timeout with errors for it',
      host: [
        'kernel: nvme nvme0: I/O 12 QID 3 timeout, aborting',
        'kernel: I/O error, dev nvme0n1, sector 8211232 op 0x1:(WRITE) flags 0x0 phys_seg 4',
      ],
    },
    { name: 'by disk.offline', host: ['kernel: sd 0:0:0:0: rejecting I/O to offline device'] },
    {
      name: 'by disk.offline in other words',
      host: ['kernel: sd 2:0:0:0: [sdc] tag#0 FAILED Result: hostbyte=DID_NO_CONNECT driverbyte=DRIVER_OK cmd_age=0s'],
    },
  ],
  silent: [
    { name: 'a command that timed out once', host: ['kernel: nvme nvme0: I/O 12 QID 3 timeout, aborting'] },
    { name: 'an empty port at boot', host: ['kernel: ata2: SATA link down (SStatus 0 SControl 300)'] },
    { name: 'the same words of another program', host: ['myapp[4242]: ata1.00: exception Emask 0x0 SAct 0x7f SErr 0x0 action 0x6 frozen'] },
    { name: 'the same in the log of the guest', guest: ['kernel: ata1.00: exception Emask 0x0 SAct 0x7f SErr 0x0 action 0x6 frozen'] },
    { name: 'what only looks alike', host: ['kernel: ata1: SATA link up 6.0 Gbps (SStatus 133 SControl 300)'] },
  ],
})
