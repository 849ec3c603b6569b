import { verifyCause } from '../verify.ts'
import { guestBootFailure } from './boot-failure.ts'

verifyCause(guestBootFailure, {
  supported: [
    { name: 'by boot.emergency', guest: ['systemd[1]: Reached target emergency.target - Emergency Mode.'] },
    {
      name: 'by boot.emergency in other words',
      guest: ['systemd[1]: You are in emergency mode. After logging in, type "journalctl -xb" to view'],
    },
    { name: 'by boot.dependency-failed', guest: ['systemd[1]: Dependency failed for local-fs.target - Local File Systems.'] },
    { name: 'by boot.dependency-failed in other words', guest: ['grub rescue>'] },
  ],
  weak: [
    { name: 'a mount that the boot does not wait for', guest: ['systemd[1]: Dependency failed for /mnt/data.'] },
    {
      name: 'what may accompany it, alone',
      guest: [
        'kernel: EXT4-fs error (device dm-1): ext4_journal_check_start:83: comm rs:main Q:Reg: Detected aborted journal',
        'kernel: EXT4-fs (sda1): Remounting filesystem read-only',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', guest: ['myapp[4242]: Reached target emergency.target - Emergency Mode.'] },
    { name: 'the same in the log of the host', host: ['systemd[1]: Reached target emergency.target - Emergency Mode.'] },
    { name: 'what only looks alike', guest: ['systemd[1]: Reached target rescue.target - Rescue Mode.'] },
  ],
})
