import { verifyFormat } from '../verify.ts'
import { journalShort } from './journal-short.ts'

verifyFormat(journalShort, {
  reads: [
    [
      'Jul 29 16:19:25 pve kernel: kvm invoked oom-killer',
      { host: 'pve', transport: 'kernel', time: { kind: 'calendar', month: 7, day: 29, hour: 16, minute: 19, second: 25 } },
    ],
    ['<6>Jul  9 06:09:05 pve systemd[1]: Started 102.scope.', { ident: 'systemd', pid: 1, time: { day: 9 } }],
    ['Jul 29 16:19:25.123456 pve pveproxy worker[55]: x', { ident: 'pveproxy worker', pid: 55 }],
  ],
  leaves: ['', 'July is warm', 'Jul 45 99:19:25 pve kernel: x'],
})
