import { verifyCause } from '../verify.ts'
import { qemuHang } from './hang.ts'

verifyCause(qemuHang, {
  supported: [
    {
      name: 'by qemu.qmp-timeout',
      host: [
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `pvestatd[811]: storage 'nas' is not online`,
        'kernel: nfs: server 10.0.0.9 not responding, still trying',
        'pvestatd[811]: status update time (62.345 seconds)',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        `myapp[4242]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `myapp[4242]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `myapp[4242]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `myapp[4242]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
      ],
    },
    { name: 'what only looks alike', host: [`pve[811]: VM 102 qmp command failed - VM 102 qmp command 'guest-ping' failed - got timeout`] },
  ],
})
