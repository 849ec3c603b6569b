import { verifyCause } from '../verify.ts'
import { qemuStartFailure } from './start-failure.ts'

verifyCause(qemuStartFailure, {
  supported: [
    { name: 'by qemu.start-error', host: ['start failed: QEMU exited with code 1'] },
    { name: 'by qemu.start-error in other words', host: [`bridge 'vmbr9' does not exist`] },
    {
      name: 'by task.ended',
      host: [
        'pvedaemon[2201]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam:',
        'pvedaemon[2201]: <root@pam> end task UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:root@pam: start failed: QEMU exited with code 1',
      ],
    },
    {
      name: 'by task.ended in other words',
      host: [
        'pvedaemon[2201]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam:',
        'pvedaemon[2201]: <root@pam> end task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam: start failed: QEMU exited with code 1',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'hookscript error for 102 on pre-start: command exited with 1',
        'pve-ha-crm[811]: unable to start service vm:102 on local node after 1 retries',
      ],
    },
  ],
  silent: [{ name: 'the same in the log of the guest', guest: ['start failed: QEMU exited with code 1'] }],
})
