import { verifyCause } from '../verify.ts'
import { clusterHaRelocation } from './ha-relocation.ts'

verifyCause(clusterHaRelocation, {
  supported: [
    { name: 'by ha.relocated', host: [`pve-ha-crm[811]: relocate service 'vm:102' to node 'pve2'`] },
    {
      name: 'by ha.relocated in other words',
      host: [`pve-ha-crm[811]: starting service vm:102 on node 'pve1' failed, relocating service.`],
    },
    { name: 'by ha.start-failed', host: ['pve-ha-crm[811]: unable to start service vm:102 on local node after 1 retries'] },
    {
      name: 'by ha.start-failed in other words',
      host: ['pve-ha-crm[811]: service vm:102 is in an error state and needs manual intervention.'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'start failed: QEMU exited with code 1',
        `timeout: no zvol device link for 'vm-104-disk-0' found after 300 sec found.`,
        `starting migration of VM 102 to node 'pve2' (10.0.0.2)`,
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: [`myapp[4242]: relocate service 'vm:102' to node 'pve2'`] },
    { name: 'the same in the log of the guest', guest: [`pve-ha-crm[811]: relocate service 'vm:102' to node 'pve2'`] },
  ],
})
