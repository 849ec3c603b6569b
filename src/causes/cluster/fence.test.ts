import { verifyCause } from '../verify.ts'
import { clusterFence } from './fence.ts'

verifyCause(clusterFence, {
  supported: [
    { name: 'by watchdog.expired', host: ['watchdog-mux[811]: client watchdog expired - disable watchdog updates'] },
    { name: 'by watchdog.expired in other words', host: ['watchdog-mux[811]: client (PID 1450) watchdog is about to expire'] },
    { name: 'by ha.node-fenced', host: [`pve-ha-crm[811]: node 'pve2': state changed from 'unknown' => 'fence'`] },
    { name: 'by ha.node-fenced in other words', host: [`pve-ha-crm[811]: fencing: acknowledged - got agent lock for node 'pve2'`] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'corosync[811]: [QUORUM] This node is within the non-primary component and will NOT provide any services.',
        `pve-ha-lrm[811]: lost lock 'ha_agent_pve2_lock - cfs lock update failed - Permission denied`,
        'corosync[811]: [KNET  ] link: host: 2 link: 0 is down',
        'corosync[811]: [TOTEM ] Failed to receive the leave message. failed: 3',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: client watchdog expired - disable watchdog updates'] },
    { name: 'the same in the log of the guest', guest: ['watchdog-mux[811]: client watchdog expired - disable watchdog updates'] },
  ],
})
