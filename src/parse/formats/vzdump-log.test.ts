import { verifyFormat } from '../verify.ts'
import { vzdumpLog } from './vzdump-log.ts'

verifyFormat(vzdumpLog, {
  reads: [['106: 2024-07-26 01:30:58 INFO: backup mode: suspend', { time: { kind: 'calendar', year: 2024, month: 7, day: 26 } }]],
  leaves: ['', 'Jul 26 01:30:58 pve a: b', 'INFO: task zvol_tq-0:911 blocked for more than 122 seconds.'],
})
