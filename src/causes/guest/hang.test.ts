import { verifyCause } from '../verify.ts'
import { guestHang } from './hang.ts'

verifyCause(guestHang, {
  supported: [
    { name: 'by a systemd that crashed and froze', guest: ['systemd[1]: Freezing execution.'] },
    { name: 'by kernel.soft-lockup', guest: ['kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]'] },
    { name: 'by kernel.soft-lockup in other words', guest: ['kernel: NMI watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kvm:2231]'] },
    { name: 'by kernel.rcu-stall', guest: ['kernel: rcu: INFO: rcu_preempt self-detected stall on CPU'] },
    {
      name: 'by kernel.rcu-stall in other words',
      guest: ['kernel: INFO: rcu_sched detected stalls on CPUs/tasks: { 3} (detected by 1, t=21002 jiffies)'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'guest-ping' failed - got timeout`,
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
      ],
      guest: ['kernel: sd 2:0:0:0: [sda] tag#101 ABORT operation timed-out.'],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      guest: ['myapp[4242]: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]'],
    },
    { name: 'the same in the log of the host', host: ['kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]'] },
    { name: 'what only looks alike', guest: ['kernel: rcu: INFO: Stall ended before state dump start'] },
  ],
})
