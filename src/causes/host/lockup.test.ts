import { verifyCause } from '../verify.ts'
import { hostLockup } from './lockup.ts'

verifyCause(hostLockup, {
  supported: [
    { name: 'by kernel.soft-lockup', host: ['kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]'] },
    { name: 'by kernel.soft-lockup in other words', host: ['kernel: NMI watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [kvm:2231]'] },
    { name: 'by kernel.hard-lockup', host: ['kernel: watchdog: Watchdog detected hard LOCKUP on cpu 4'] },
    { name: 'by kernel.hard-lockup in other words', host: ['kernel: NMI watchdog: Watchdog detected hard LOCKUP on cpu 2'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: ['corosync[811]: [TOTEM ] Process pause detected for 5321 ms, flushing membership messages.'],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]'],
    },
    { name: 'the same in the log of the guest', guest: ['kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]'] },
    { name: 'what only looks alike', host: ['kernel: rcu: INFO: Stall ended before state dump start'] },
  ],
})
