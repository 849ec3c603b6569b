import { verifyCause } from '../verify.ts'
import { hostFsReadonly } from './host-fs-readonly.ts'

verifyCause(hostFsReadonly, {
  supported: [
    { name: 'by fs.readonly', host: ['kernel: EXT4-fs (sda1): Remounting filesystem read-only'] },
    {
      name: 'by fs.readonly in other words',
      host: ['kernel: XFS (dm-3): Log I/O Error (0x2) detected at xlog_ioend_work+0x49. Shutting down filesystem.'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: EXT4-fs error (device dm-1): ext4_journal_check_start:83: comm rs:main Q:Reg: Detected aborted journal',
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: EXT4-fs (sda1): Remounting filesystem read-only'] },
    { name: 'the same in the log of the guest', guest: ['kernel: EXT4-fs (sda1): Remounting filesystem read-only'] },
  ],
})
