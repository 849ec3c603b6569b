import { verifyCause } from '../verify.ts'
import { migrationRestart } from './restart.ts'

verifyCause(migrationRestart, {
  supported: [
    { name: 'by migration.restart-mode', host: ['start container on target node'] },
    { name: 'by migration.restart-mode in other words', host: ['shutdown CT 203'] },
    {
      name: 'by task.started',
      host: [
        'pvedaemon[2201]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:vzmigrate:102:alice@pve:',
        'pvedaemon[2201]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:vzmigrate:102:alice@pve: OK',
      ],
    },
    {
      name: 'by task.started in other words',
      host: [
        'pvedaemon[2201]: <root@pam!terraform> starting task UPID:pve:0000D431:0012F0AA:688956FC:vzmigrate:102:root@pam!terraform:',
        'pvedaemon[2201]: <root@pam!terraform> end task UPID:pve:0000D431:0012F0AA:688956FC:vzmigrate:102:root@pam!terraform: OK',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [`starting migration of VM 102 to node 'pve2' (10.0.0.2)`, 'systemd[1]: 102.scope: Deactivated successfully.'],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: <alice@pve> starting task UPID:pve:0000D431:0012F0AA:688956FC:vzmigrate:102:alice@pve:',
        'myapp[4242]: <alice@pve> end task UPID:pve:0000D431:0012F0AA:688956FC:vzmigrate:102:alice@pve: OK',
      ],
    },
    { name: 'the same in the log of the guest', guest: ['start container on target node'] },
  ],
})
