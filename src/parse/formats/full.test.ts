import { verifyFormat } from '../verify.ts'
import { full } from './full.ts'

verifyFormat(full, {
  reads: [['Tue 2025-07-29 23:19:25 UTC pve systemd[1]: Started 102.scope.', { host: 'pve', ident: 'systemd' }]],
  leaves: ['', 'Tue Jul 29 23:19:25 pve systemd[1]: x'],
})
