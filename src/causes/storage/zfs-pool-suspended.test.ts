import { verifyCause } from '../verify.ts'
import { zfsPoolSuspended } from './zfs-pool-suspended.ts'

verifyCause(zfsPoolSuspended, {
  supported: [
    {
      name: 'by pool.suspended',
      host: [`kernel: WARNING: Pool 'rpool' has encountered an uncorrectable I/O failure and has been suspended.`],
    },
    { name: 'by pool.status', host: [' state: SUSPENDED'] },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [`myapp[4242]: WARNING: Pool 'rpool' has encountered an uncorrectable I/O failure and has been suspended.`],
    },
    { name: 'the same in the log of the guest', guest: [' state: SUSPENDED'] },
    {
      name: 'what only looks alike',
      host: [`kernel: WARNING: Pool 'rpool' was suspended and is being resumed. Failed I/O will be retried.`],
    },
  ],
})
