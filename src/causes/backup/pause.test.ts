import { verifyCause } from '../verify.ts'
import { backupPause } from './pause.ts'

verifyCause(backupPause, {
  supported: [
    { name: 'by backup.suspending', host: ['vzdump[811]: INFO: suspending guest'] },
    { name: 'by backup.suspending in other words', host: ['vzdump[811]: INFO: suspend vm'] },
    { name: 'by backup.resumed', host: ['vzdump[811]: INFO: resuming VM again after 21 seconds'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'vzdump[811]: INFO: Starting Backup of VM 102 (qemu)',
        'vzdump[811]: INFO: guest is online again after 35 seconds',
        'vzdump[811]: INFO: Finished Backup of VM 102 (00:03:12)',
        'chronyd[811]: Forward time jump detected!',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: INFO: suspending guest'] },
    { name: 'the same in the log of the guest', guest: ['vzdump[811]: INFO: suspending guest'] },
  ],
})
