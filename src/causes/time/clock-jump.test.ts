import { verifyCause } from '../verify.ts'
import { clockJump } from './clock-jump.ts'

verifyCause(clockJump, {
  supported: [
    { name: 'by time.jump', host: ['chronyd[811]: System clock was stepped by -3600.1 seconds'] },
    { name: 'by kernel.clock-unstable', host: ['kernel: Measured 1872 cycles TSC warp between CPUs, turning off TSC clock.'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: ['chronyd[811]: Forward time jump detected!', 'kernel: rcu: INFO: rcu_preempt self-detected stall on CPU'],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: System clock was stepped by -3600.1 seconds'] },
    {
      name: 'the same in the log of the host',
      host: [`kernel: clocksource: timekeeping watchdog on CPU1: Marking clocksource 'tsc' as unstable because the skew is too large:`],
    },
    {
      name: 'what guests print on any day',
      guest: [`kernel: clocksource: timekeeping watchdog on CPU1: Marking clocksource 'tsc' as unstable because the skew is too large:`],
    },
    { name: 'what only looks alike', host: ['chronyd[811]: System clock was stepped by 0.002 seconds'] },
  ],
})
