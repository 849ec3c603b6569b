import { verifyCause } from '../verify.ts'
import { guestFsFreezeHang } from './fs-freeze-hang.ts'

verifyCause(guestFsFreezeHang, {
  supported: [
    { name: 'by backup.thaw-failed', host: [`vzdump[811]: ERROR: VM 102 qmp command 'guest-fsfreeze-thaw' failed - got timeout`] },
    { name: 'by backup.freeze-failed', host: [`vzdump[811]: ERROR: VM 102 qmp command 'guest-fsfreeze-freeze' failed - got timeout`] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        `vzdump[811]: INFO: issuing guest-agent 'fs-freeze' command`,
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'guest-ping' failed - got timeout`,
        'vzdump[811]: INFO: Starting Backup of VM 102 (qemu)',
      ],
      guest: ['qemu-ga[811]: info: guest-fsfreeze called'],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [`myapp[4242]: ERROR: VM 102 qmp command 'guest-fsfreeze-thaw' failed - got timeout`],
    },
    {
      name: 'the same in the log of the guest',
      guest: [`vzdump[811]: ERROR: VM 102 qmp command 'guest-fsfreeze-thaw' failed - got timeout`],
    },
  ],
})
