import { verifyFormat } from '../verify.ts'
import { sel } from './sel.ts'

verifyFormat(sel, {
  reads: [
    [
      '1f | 07/29/2025 | 16:19:27 | Button #0x05 | Power Button pressed | Asserted',
      {
        time: { kind: 'calendar', year: 2025, month: 7, day: 29, hour: 16 },
        message: '1f | 07/29/2025 | 16:19:27 | Button #0x05 | Power Button pressed | Asserted',
      },
    ],
  ],
  leaves: ['   1 | Pre-Init  |0000000012| Power Unit | Power off/down | Asserted', '1 | 29/07/25 | 16:19:27 | x | y', 'SEL has no entries'],
})
