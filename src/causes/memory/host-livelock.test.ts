import { verifyCause } from '../verify.ts'
import { hostLivelock } from './host-livelock.ts'

verifyCause(hostLivelock, {
  supported: [
    {
      name: 'by kernel.allocation-stall',
      host: ['kernel: kvm: page allocation stalls for 194572ms, order:9, mode:0x4740ca(__GFP_HIGHMEM|__GFP_IO|__GFP_FS)'],
    },
    { name: 'by memory.pressure', host: ['/proc/pressure/memory:full avg10=94.02 avg60=92.10 avg300=85.22 total=91211231122'] },
    {
      name: 'by corosync.not-scheduled with no swap left',
      host: ['corosync[811]: [TOTEM ] Process pause detected for 18211 ms, flushing membership messages.', 'SwapFree:               0 kB'],
    },
    {
      name: 'by kernel.soft-lockup of the reclaiming thread',
      host: ['kernel: watchdog: BUG: soft lockup - CPU#2 stuck for 26s! [kswapd0:88]'],
    },
  ],
  weak: [
    {
      name: 'a short pause of corosync with no swap left',
      host: ['corosync[811]: [TOTEM ] Process pause detected for 3211 ms, flushing membership messages.', 'SwapFree:               0 kB'],
    },
    {
      name: 'a long pause of corosync while memory is there',
      host: ['corosync[811]: [TOTEM ] Process pause detected for 18211 ms, flushing membership messages.'],
    },
    {
      name: 'what may accompany it, alone',
      host: [
        'corosync[811]: [TOTEM ] Process pause detected for 5321 ms, flushing membership messages.',
        'pvestatd[811]: status update time (62.345 seconds)',
        'SwapFree:           120 kB',
        'kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: kvm: page allocation stalls for 194572ms, order:9, mode:0x4740ca(__GFP_HIGHMEM|__GFP_IO|__GFP_FS)'],
    },
  ],
})
