import { verifyFormat } from '../verify.ts'
import { iso } from './iso.ts'

verifyFormat(iso, {
  reads: [
    [
      '2025-07-29T16:19:25-0700 pve kernel: kvm invoked oom-killer',
      { host: 'pve', transport: 'kernel', time: { kind: 'epoch', utcOffsetMs: -25_200_000 } },
    ],
    ['2025-07-29T16:19:25.123456-07:00 pve kernel[99]: forged', { transport: 'userspace' }],
    [
      '2025-07-29 06:12:01,123 WARNING Found /var/run/reboot-required, rebooting',
      { time: { kind: 'calendar', year: 2025, month: 7, day: 29 } },
    ],
  ],
  leaves: ['', '2025-13-45T99:99:99 pve a: b', 'at 2025-07-29T16:19:25 it ended'],
})
