import { verifyCause } from '../verify.ts'
import { nfsHang } from './nfs-hang.ts'

verifyCause(nfsHang, {
  supported: [
    { name: 'by nfs.not-responding', host: ['kernel: nfs: server 10.0.0.9 not responding, still trying'] },
    { name: 'by nfs.not-responding in other words', host: ['kernel: nfs: server nas not responding, timed out'] },
    { name: 'by cifs.not-responding', host: ['kernel: CIFS: VFS: \\\\nas has not responded in 180 seconds. Reconnecting...'] },
    {
      name: 'by cifs.not-responding in other words',
      host: ['kernel: CIFS: VFS: \\\\10.0.0.9 sends on sock 000000001 stuck for 15 seconds'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        `pvestatd[811]: storage 'nas' is not online`,
        `ls: cannot access '/mnt/pve/nas': Stale file handle`,
        'pvestatd[811]: status update time (62.345 seconds)',
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
      ],
    },
  ],
  silent: [{ name: 'the same words of another program', host: ['myapp[4242]: nfs: server 10.0.0.9 not responding, still trying'] }],
})
