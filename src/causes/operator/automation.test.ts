import { verifyCause } from '../verify.ts'
import { operatorAutomation } from './automation.ts'

verifyCause(operatorAutomation, {
  supported: [
    {
      name: 'by task.started',
      host: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform: OK',
      ],
    },
    {
      name: 'by task.started in other words',
      host: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam!terraform: OK',
      ],
    },
    {
      name: 'by task.ended',
      host: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform: OK',
      ],
    },
    {
      name: 'by task.ended in other words',
      host: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam!terraform: OK',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: ['qmeventd[811]: Starting cleanup for 102', 'systemd[1]: 102.scope: Deactivated successfully.'],
      guest: ['qemu-ga[811]: info: guest-shutdown called, mode: powerdown'],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform:',
        'myapp[4242]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform: OK',
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform: OK',
      ],
    },
    { name: 'what only looks alike', host: ['CRON[811]: (root) CMD (/usr/sbin/qm list)'] },
  ],
})
