import { verifyCause } from '../verify.ts'
import { migrationFailed } from './failed.ts'

verifyCause(migrationFailed, {
  supported: [
    { name: 'by migration.load-failed', host: ['kvm: load of migration failed: Input/output error'] },
    {
      name: 'by migration.load-failed in other words',
      host: [`ERROR: migration aborted (duration 00:00:12): Can't connect to destination address`],
    },
    {
      name: 'by task.ended',
      host: [
        'pvedaemon[2201]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam:',
        'pvedaemon[2201]: <root@pam> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam: migration aborted',
      ],
    },
    {
      name: 'by task.ended in other words',
      host: [
        'pvedaemon[2201]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam:',
        'pvedaemon[2201]: <root@pam> end task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam: migration aborted',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [`starting migration of VM 102 to node 'pve2' (10.0.0.2)`, 'VM is locked (backup)', 'qmeventd[811]: Starting cleanup for 102'],
    },
  ],
  silent: [
    { name: 'the same in the log of the guest', guest: ['kvm: load of migration failed: Input/output error'] },
    { name: 'what only looks alike', host: ['migration finished successfully (duration 00:01:02)'] },
  ],
})
