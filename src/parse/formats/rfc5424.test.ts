import { verifyFormat } from '../verify.ts'
import { rfc5424 } from './rfc5424.ts'

verifyFormat(rfc5424, {
  reads: [
    [
      '<6>1 2025-07-29T16:19:25-07:00 OPNsense.localdomain kernel - - [meta sequenceId="12"] panic: page fault',
      { host: 'OPNsense.localdomain', ident: 'kernel', message: 'panic: page fault' },
    ],
  ],
  leaves: ['', '<6>Jul 29 16:19:25 pve a: b'],
})
