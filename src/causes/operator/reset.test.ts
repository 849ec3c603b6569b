import { verifyCause } from '../verify.ts'
import { operatorReset } from './reset.ts'

verifyCause(operatorReset, {
  supported: [
    {
      name: 'by task.started',
      host: [
        'pvedaemon[2201]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:alice@pve:',
        'pvedaemon[2201]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:alice@pve: OK',
      ],
    },
    {
      name: 'by task.started in other words',
      host: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:root@pam!terraform: OK',
      ],
    },
    {
      name: 'by task.ended',
      host: [
        'pvedaemon[2201]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:alice@pve:',
        'pvedaemon[2201]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:alice@pve: OK',
      ],
    },
    {
      name: 'by task.ended in other words',
      host: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:root@pam!terraform: OK',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'qmeventd[811]: Restarting VM 102',
        'systemd-journald[811]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:alice@pve:',
        'myapp[4242]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:alice@pve: OK',
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        'pvedaemon[2201]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:alice@pve:',
        'pvedaemon[2201]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:qmreset:102:alice@pve: OK',
      ],
    },
  ],
})
