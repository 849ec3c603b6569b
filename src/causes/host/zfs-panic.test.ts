import { verifyCause } from '../verify.ts'
import { hostZfsPanic } from './zfs-panic.ts'

verifyCause(hostZfsPanic, {
  supported: [
    { name: 'by kernel.spl-panic', host: ['kernel: VERIFY3(insert_inode_locked(ip) == 0) failed (-16 == 0)'] },
    { name: 'by kernel.spl-panic in other words', host: ['kernel: PANIC at zfs_znode.c:611:zfs_znode_alloc()'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        'pvestatd[811]: status update time (62.345 seconds)',
      ],
    },
  ],
  silent: [{ name: 'the same words of another program', host: ['myapp[4242]: VERIFY3(insert_inode_locked(ip) == 0) failed (-16 == 0)'] }],
})
