import { verifyCause } from '../verify.ts'
import { clusterHaRecovery } from './ha-recovery.ts'

verifyCause(clusterHaRecovery, {
  supported: [{ name: 'by ha.recovered', host: [`pve-ha-crm[811]: recover service 'vm:102' from fenced node 'pve2' to node 'pve1'`] }],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        `pve-ha-crm[811]: node 'pve2': state changed from 'unknown' => 'fence'`,
        'corosync[811]: [TOTEM ] Failed to receive the leave message. failed: 3',
        'corosync[811]: [status] notice: node has quorum',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: [`myapp[4242]: recover service 'vm:102' from fenced node 'pve2' to node 'pve1'`] },
    {
      name: 'the same in the log of the guest',
      guest: [`pve-ha-crm[811]: recover service 'vm:102' from fenced node 'pve2' to node 'pve1'`],
    },
  ],
})
