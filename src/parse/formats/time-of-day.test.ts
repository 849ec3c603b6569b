import { verifyFormat } from '../verify.ts'
import { timeOfDay } from './time-of-day.ts'

verifyFormat(timeOfDay, {
  reads: [
    ['03:24:59 pz3 watchdog-mux[1423]: client watchdog expired', { host: 'pz3', ident: 'watchdog-mux', pid: 1423 }],
    // A driver and its device stand where host and program would.
    [
      '14:16:13 xhci_hcd 0000:07:00.0: HC died; cleaning up',
      { message: 'xhci_hcd 0000:07:00.0: HC died; cleaning up', transport: 'unknown' },
    ],
  ],
  leaves: ['', '27:99:99 a b: c', '03:24 minutes'],
})
