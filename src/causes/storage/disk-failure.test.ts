import { verifyCause } from '../verify.ts'
import { diskFailure } from './disk-failure.ts'

verifyCause(diskFailure, {
  supported: [
    { name: 'by disk.medium-error', host: ['kernel: ata3.00: error: { UNC }'] },
    { name: 'by disk.medium-error in other words', host: ['kernel: sd 0:0:0:0: [sda] tag#12 Sense Key : Medium Error [current]'] },
    { name: 'by disk.smart-failing', host: ['smartd[811]: Device: /dev/sda [SAT], 8 Currently unreadable (pending) sectors'] },
    {
      name: 'by disk.smart-failing in other words',
      host: ['smartd[811]: Device: /dev/sdb [SAT], FAILED SMART self-check. BACK UP DATA NOW!'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'kernel: zio pool=rpool vdev=/dev/disk/by-id/nvme-X-part3 error=5 type=1 offset=270336 size=8192 flags=721601',
        'kernel: EXT4-fs error (device dm-1): ext4_journal_check_start:83: comm rs:main Q:Reg: Detected aborted journal',
        'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: ata3.00: error: { UNC }'] },
    { name: 'the same in the log of the guest', guest: ['kernel: ata3.00: error: { UNC }'] },
    {
      name: 'what only looks alike',
      host: ['smartd[811]: Device: /dev/sda [SAT], SMART Usage Attribute: 194 Temperature_Celsius changed from 64 to 63'],
    },
  ],
})
