import { verifyCause } from '../verify.ts'
import { hostShutdown } from './shutdown.ts'

verifyCause(hostShutdown, {
  supported: [
    { name: 'by shutdown.command', host: ['sudo[811]:     carol : TTY=pts/0 ; PWD=/home/carol ; USER=root ; COMMAND=/usr/sbin/poweroff'] },
    {
      name: 'by shutdown.command in other words',
      host: ['sudo[811]: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/systemctl reboot'],
    },
    { name: 'by shutdown.typed', host: ['root@debian:~# reboot'] },
    { name: 'by shutdown.typed in other words', host: ['alice@web:~$ sudo shutdown -h now'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'systemd-journald[811]: Journal stopped',
        'corosync[811]: [CFG   ] Node 3 was shut down by sysadmin',
        'Packages that will be upgraded: linux-image-amd64 openssl',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]:     carol : TTY=pts/0 ; PWD=/home/carol ; USER=root ; COMMAND=/usr/sbin/poweroff'],
    },
    {
      name: 'the same in the log of the guest',
      guest: ['sudo[811]:     carol : TTY=pts/0 ; PWD=/home/carol ; USER=root ; COMMAND=/usr/sbin/poweroff'],
    },
    {
      name: 'what only looks alike',
      host: ['sudo[811]: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/tail /var/log/shutdown.log'],
    },
  ],
})
