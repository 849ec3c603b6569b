import { verifyCause } from '../verify.ts'
import { guestShutdownIgnored } from './shutdown-ignored.ts'

verifyCause(guestShutdownIgnored, {
  supported: [
    {
      name: 'by task.ended',
      host: [
        'pvedaemon[2201]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam:',
        'pvedaemon[2201]: <root@pam> end task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam: VM quit/powerdown failed - got timeout',
      ],
    },
    {
      name: 'by task.ended in other words',
      host: [
        'pvedaemon[2201]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmreboot:102:root@pam:',
        'pvedaemon[2201]: <root@pam> end task UPID:pve:0000D431:0012F0AA:688956FC:qmreboot:102:root@pam: VM quit/powerdown failed - got timeout',
      ],
    },
    {
      name: 'by task.error',
      host: [
        'pvedaemon[2201]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam:',
        'pvedaemon[2201]: <root@pam> end task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam: VM quit/powerdown failed - got timeout',
      ],
    },
    {
      name: 'by task.error in other words',
      host: [
        'pvedaemon[2201]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmreboot:102:root@pam:',
        'pvedaemon[2201]: <root@pam> end task UPID:pve:0000D431:0012F0AA:688956FC:qmreboot:102:root@pam: VM quit/powerdown failed - got timeout',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: <root@pam> starting task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam:',
        'myapp[4242]: <root@pam> end task UPID:pve:0000D431:0012F0AA:688956FC:qmshutdown:102:root@pam: VM quit/powerdown failed - got timeout',
      ],
    },
  ],
})
