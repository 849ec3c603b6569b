import { verifyCause } from '../verify.ts'
import { hostBootFailure } from './boot-failure.ts'

verifyCause(hostBootFailure, {
  supported: [
    { name: 'by boot.emergency', host: ['systemd[1]: Reached target emergency.target - Emergency Mode.'] },
    {
      name: 'by boot.emergency in other words',
      host: ['systemd[1]: You are in emergency mode. After logging in, type "journalctl -xb" to view'],
    },
    { name: 'by boot.dependency-failed', host: ['systemd[1]: Dependency failed for local-fs.target - Local File Systems.'] },
    { name: 'by boot.dependency-failed in other words', host: ['grub rescue>'] },
  ],
  weak: [
    { name: 'a mount that the boot does not wait for', host: ['systemd[1]: Dependency failed for /mnt/data.'] },
    {
      name: 'what may accompany it, alone',
      host: [
        `systemd[1]: pve-cluster.service: Failed with result 'exit-code'.`,
        'kernel: EXT4-fs error (device dm-1): ext4_journal_check_start:83: comm rs:main Q:Reg: Detected aborted journal',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: Reached target emergency.target - Emergency Mode.'] },
    { name: 'the same in the log of the guest', guest: ['systemd[1]: Reached target emergency.target - Emergency Mode.'] },
    { name: 'what only looks alike', host: ['systemd[1]: Reached target rescue.target - Rescue Mode.'] },
  ],
})
