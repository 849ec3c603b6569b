import { verifyCause } from '../verify.ts'
import { clusterQuorumLost } from './quorum-lost.ts'

verifyCause(clusterQuorumLost, {
  supported: [
    {
      name: 'by quorum.lost',
      host: ['corosync[811]: [QUORUM] This node is within the non-primary component and will NOT provide any services.'],
    },
    { name: 'by quorum.lost in other words', host: ['corosync[811]: [status] notice: node lost quorum'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'corosync[811]: [KNET  ] link: host: 2 link: 0 is down',
        'corosync[811]: [TOTEM ] Failed to receive the leave message. failed: 3',
        `pve-ha-lrm[811]: lost lock 'ha_agent_pve2_lock - cfs lock update failed - Permission denied`,
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: [QUORUM] This node is within the non-primary component and will NOT provide any services.'],
    },
    {
      name: 'the same in the log of the guest',
      guest: ['corosync[811]: [QUORUM] This node is within the non-primary component and will NOT provide any services.'],
    },
  ],
})
