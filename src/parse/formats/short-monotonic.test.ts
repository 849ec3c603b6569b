import { verifyFormat } from '../verify.ts'
import { shortMonotonic } from './short-monotonic.ts'

verifyFormat(shortMonotonic, {
  reads: [['[  100.000000] pve systemd[1]: Started 102.scope.', { host: 'pve', ident: 'systemd', time: { kind: 'uptime', seconds: 100 } }]],
  leaves: ['', '[  100.000000] Kernel panic - not syncing'],
})
