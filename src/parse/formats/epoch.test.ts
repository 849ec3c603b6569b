import { verifyFormat } from '../verify.ts'
import { epoch } from './epoch.ts'

verifyFormat(epoch, {
  reads: [['1753831165.123456 pve systemd[1]: Started 102.scope.', { host: 'pve', ident: 'systemd', pid: 1, transport: 'userspace' }]],
  leaves: ['', '12 monkeys', '1753831165'],
})
