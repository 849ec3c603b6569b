import { verifyCause } from '../verify.ts'
import { guestPoweroff } from './poweroff.ts'

verifyCause(guestPoweroff, {
  supported: [
    { name: 'by shutdown.command', guest: ['sudo[811]:     carol : TTY=pts/0 ; PWD=/home/carol ; USER=root ; COMMAND=/usr/sbin/poweroff'] },
    { name: 'by shutdown.typed', guest: ['alice@web:~$ sudo shutdown -h now'] },
    { name: 'by logind.will-poweroff', guest: ['systemd-logind[811]: The system will power off now!'] },
    { name: 'by logind.will-poweroff in other words', guest: ['systemd-logind[811]: System is powering down.'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: ['qmeventd[811]: Starting cleanup for 102'],
      guest: [
        'systemd[1]: Reached target reboot.target - System Reboot.',
        'systemd-shutdown[811]: Syncing filesystems and block devices.',
        'systemd-journald[811]: Journal stopped',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      guest: ['myapp[4242]:     carol : TTY=pts/0 ; PWD=/home/carol ; USER=root ; COMMAND=/usr/sbin/poweroff'],
    },
    {
      name: 'the same in the log of the host',
      host: ['sudo[811]:     carol : TTY=pts/0 ; PWD=/home/carol ; USER=root ; COMMAND=/usr/sbin/poweroff'],
    },
    {
      name: 'what only looks alike',
      guest: ['sudo[811]: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/tail /var/log/shutdown.log'],
    },
  ],
})
