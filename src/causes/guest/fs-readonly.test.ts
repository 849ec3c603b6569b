import { verifyCause } from '../verify.ts'
import { guestFsReadonly } from './fs-readonly.ts'

verifyCause(guestFsReadonly, {
  supported: [
    { name: 'by fs.readonly', guest: ['kernel: EXT4-fs (sda1): Remounting filesystem read-only'] },
    {
      name: 'by fs.readonly in other words',
      guest: ['kernel: XFS (dm-3): Log I/O Error (0x2) detected at xlog_ioend_work+0x49. Shutting down filesystem.'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      guest: [
        'kernel: EXT4-fs error (device dm-1): ext4_journal_check_start:83: comm rs:main Q:Reg: Detected aborted journal',
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'systemd[1]: Reached target emergency.target - Emergency Mode.',
        'kernel: sd 0:0:0:0: rejecting I/O to offline device',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', guest: ['myapp[4242]: EXT4-fs (sda1): Remounting filesystem read-only'] },
    { name: 'the same in the log of the host', host: ['kernel: EXT4-fs (sda1): Remounting filesystem read-only'] },
  ],
})
