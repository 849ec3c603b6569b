import { verifyCause } from '../verify.ts'
import { userspaceKiller } from './userspace-killer.ts'

verifyCause(userspaceKiller, {
  supported: [
    {
      name: 'by userspace-killer.kill',
      host: [
        'systemd-oomd[811]: Killed /user.slice/user-1000.slice/user@1000.service/app.slice/vm.scope due to memory pressure for /user.slice being 89.57% > 50.00% for > 20s with reclaim activity',
      ],
    },
    {
      name: 'by userspace-killer.kill in other words',
      host: ['systemd-oomd[811]: sending SIGTERM to process 1234 uid 0 "kvm": badness 800, VmRSS 8042 MiB'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'systemd[1]: 102.scope: Deactivated successfully.',
        'qmeventd[811]: Starting cleanup for 102',
        'QEMU[811]: kvm: terminating on signal 15 from pid 1 (/sbin/init)',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: Killed /user.slice/user-1000.slice/user@1000.service/app.slice/vm.scope due to memory pressure for /user.slice being 89.57% > 50.00% for > 20s with reclaim activity',
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        'systemd-oomd[811]: Killed /user.slice/user-1000.slice/user@1000.service/app.slice/vm.scope due to memory pressure for /user.slice being 89.57% > 50.00% for > 20s with reclaim activity',
      ],
    },
    {
      name: 'what only looks alike',
      host: ['systemd-oomd[811]: mem avail:  1024 of 15843 MiB ( 6.46%), swap free:    0 of    0 MiB ( 0.00%)'],
    },
  ],
})
