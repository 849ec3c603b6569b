import { verifyFormat } from '../verify.ts'
import { accessLog } from './access-log.ts'

verifyFormat(accessLog, {
  reads: [
    [
      '::ffff:10.0.0.5 - root@pam [30/07/2025:17:00:17 -0700] "POST /api2/json/nodes/pve/status HTTP/1.1" 200 13',
      { time: { kind: 'epoch', ms: Date.UTC(2025, 6, 31, 0, 0, 17) }, ident: 'pveproxy' },
    ],
    [
      '10.0.0.5 - alice@pve [30/Jul/2025:17:00:17 +0000] "GET / HTTP/1.1" 200 13',
      { time: { kind: 'epoch', ms: Date.UTC(2025, 6, 30, 17, 0, 17) } },
    ],
  ],
  leaves: ['Jul 29 16:19:25 pve pveproxy[1]: worker exit', '10.0.0.5 - root@pam [99/99/2025:17:00:17 -0700] "GET /"'],
})
