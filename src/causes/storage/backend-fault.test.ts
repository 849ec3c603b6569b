import { verifyCause } from '../verify.ts'
import { backendFault } from './backend-fault.ts'

verifyCause(backendFault, {
  supported: [
    { name: 'by guest.virtual-disk-stuck', guest: ['kernel: sd 2:0:0:0: [sda] tag#101 ABORT operation timed-out.'] },
    { name: 'by guest.virtual-disk-stuck in other words', guest: ['kernel: mptscsih: ioc0: attempting task abort! (sc=ffff)'] },
    { name: 'by nvme.timeout', guest: ['kernel: nvme nvme0: I/O 12 QID 3 timeout, aborting'] },
    {
      name: 'by nvme.timeout in other words',
      guest: ['kernel: nvme nvme1: I/O tag 322 (1142) opcode 0x1 (I/O Cmd) QID 4 timeout, reset controller'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      guest: [
        'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
        'kernel: EXT4-fs error (device dm-1): ext4_journal_check_start:83: comm rs:main Q:Reg: Detected aborted journal',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', guest: ['myapp[4242]: sd 2:0:0:0: [sda] tag#101 ABORT operation timed-out.'] },
    { name: 'the same in the log of the host', host: ['kernel: sd 2:0:0:0: [sda] tag#101 ABORT operation timed-out.'] },
    { name: 'what only looks alike', guest: ['kernel: ata1: SATA link up 6.0 Gbps (SStatus 133 SControl 300)'] },
  ],
})
