import { verifyFormat } from '../verify.ts'
import { dmesg } from './dmesg.ts'

verifyFormat(dmesg, {
  reads: [
    [
      '[  300.857189] Kernel panic - not syncing: Fatal local machine check',
      {
        transport: 'kernel',
        time: { kind: 'uptime', seconds: 300.857189 },
        message: 'Kernel panic - not syncing: Fatal local machine check',
      },
    ],
  ],
  leaves: ['', 'Jul 29 16:19:25 pve kernel: a', '[info] something'],
})
