import { verifyCause } from '../verify.ts'
import { guestReboot } from './reboot.ts'

verifyCause(guestReboot, {
  supported: [
    { name: 'by shutdown.command', guest: ['sudo[811]: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/systemctl reboot'] },
    { name: 'by shutdown.command in other words', guest: ['sudo[811]: (root) CMD (/sbin/reboot)'] },
    { name: 'by shutdown.typed', guest: ['root@debian:~# reboot'] },
    { name: 'by logind.will-reboot', guest: ['systemd-logind[811]: The system will reboot now!'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
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
      guest: ['myapp[4242]: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/systemctl reboot'],
    },
    {
      name: 'the same in the log of the host',
      host: ['sudo[811]: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/systemctl reboot'],
    },
    {
      name: 'what only looks alike',
      guest: ['sudo[811]: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/tail /var/log/shutdown.log'],
    },
  ],
})
