import { verifyCause } from '../verify.ts'
import { backupIoStall } from './io-stall.ts'

verifyCause(backupIoStall, {
  supported: [
    { name: 'by backup.failed', host: [`vzdump[811]: ERROR: VM 102 qmp command 'query-backup' failed - got timeout`] },
    { name: 'by backup.failed in other words', host: [`vzdump[811]: ERROR: VM 102 qmp command 'backup' failed - got timeout`] },
    { name: 'by backup.slow', host: ['vzdump[811]: INFO:  12% (4.0 GiB of 32.0 GiB) in 10m 2s, read: 0 B/s, write: 0 B/s'] },
  ],
  weak: [
    {
      name: 'a disk that could not be read',
      host: ['vzdump[811]: ERROR: job failed with err -5 - Input/output error'],
    },
    {
      name: 'a target that refused the connection',
      host: [
        `vzdump[811]: ERROR: VM 105 qmp command 'backup' failed - backup connect failed: command error: tcp connect error: Connection refused`,
      ],
    },
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]',
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'query-proxmox-support' failed - unable to connect to VM 102 qmp socket - timeout after 51 retries`,
        'vzdump[811]: INFO: Starting Backup of VM 102 (qemu)',
      ],
      guest: ['kernel: sd 2:0:0:0: [sda] tag#101 ABORT operation timed-out.'],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: ERROR: job failed with err -5 - Input/output error'] },
    { name: 'the same in the log of the guest', guest: ['vzdump[811]: ERROR: job failed with err -5 - Input/output error'] },
  ],
})
