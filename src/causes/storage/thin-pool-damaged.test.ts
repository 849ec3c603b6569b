import { verifyCause } from '../verify.ts'
import { thinPoolDamaged } from './thin-pool-damaged.ts'

verifyCause(thinPoolDamaged, {
  supported: [
    { name: 'by thin-pool.needs-repair', host: ['Check of pool pve/data failed (status:1). Manual repair required!'] },
    {
      name: 'by thin-pool.needs-repair in other words',
      host: ['Thin pool pve-data-tpool (253:4) transaction_id is 41, while expected 42.'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        `timeout: no zvol device link for 'vm-104-disk-0' found after 300 sec found.`,
        'start failed: QEMU exited with code 1',
        'kernel: device-mapper: thin: 253:4: switching pool to read-only mode',
      ],
    },
  ],
  silent: [{ name: 'the same in the log of the guest', guest: ['Check of pool pve/data failed (status:1). Manual repair required!'] }],
})
