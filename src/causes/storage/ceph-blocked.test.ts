import { verifyCause } from '../verify.ts'
import { cephBlocked } from './ceph-blocked.ts'

verifyCause(cephBlocked, {
  supported: [
    { name: 'by ceph.inactive', host: ['HEALTH_WARN Reduced data availability: 21 pgs inactive, 21 pgs peering'] },
    { name: 'by ceph.inactive in other words', host: ['             30.303% pgs not active'] },
    { name: 'by ceph.full', host: ['HEALTH_ERR 1 full osd(s); 4 pool(s) full'] },
    { name: 'by ceph.full in other words', host: ['cluster [ERR] Health check failed: 1 full osd(s) (OSD_FULL)'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'HEALTH_WARN 1 osds down',
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        'status: paused',
        'status: io-error',
      ],
    },
  ],
  silent: [
    { name: 'the same in the log of the guest', guest: ['HEALTH_WARN Reduced data availability: 21 pgs inactive, 21 pgs peering'] },
    { name: 'what only looks alike', host: ['HEALTH_WARN 1 nearfull osd(s)'] },
  ],
})
