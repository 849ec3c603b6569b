import { verifyCause } from '../verify.ts'
import { operatorStop } from './stop.ts'

verifyCause(operatorStop, {
  supported: [
    {
      name: 'by task.started',
      host: [
        'pvedaemon[2201]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve:',
        'pvedaemon[2201]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve: OK',
      ],
    },
    {
      name: 'by task.started in other words',
      host: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform: OK',
      ],
    },
    {
      name: 'by task.ended',
      host: [
        'pvedaemon[2201]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve:',
        'pvedaemon[2201]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve: OK',
      ],
    },
    {
      name: 'by task.ended in other words',
      host: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam!terraform: OK',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'pve-ha-crm[811]: got crm command: stop vm:102 0',
        'qmeventd[811]: Starting cleanup for 102',
        'systemd[1]: 102.scope: Deactivated successfully.',
        'kernel: vmbr0: port 3(tap102i0) entered disabled state',
      ],
    },
  ],
  silent: [
    {
      name: 'the end of a task that failed',
      host: ['pvedaemon[2201]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve: VM 102 not running'],
    },
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve:',
        'myapp[4242]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve: OK',
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        'pvedaemon[2201]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve:',
        'pvedaemon[2201]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve: OK',
      ],
    },
  ],
})
