import { verifyCause } from '../verify.ts'
import { backupStopMode } from './stop-mode.ts'

verifyCause(backupStopMode, {
  supported: [
    { name: 'by backup.stopping-guest', host: ['vzdump[811]: INFO: stopping virtual guest'] },
    { name: 'by backup.stopping-guest in other words', host: ['vzdump[811]: INFO: stopping vm'] },
    { name: 'by backup.mode', host: ['vzdump[811]: INFO: backup mode: stop'] },
    { name: 'by backup.mode in other words', host: ['vzdump[811]: INFO: starting new backup job: vzdump 102 --storage local --mode stop'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'vzdump[811]: INFO: Starting Backup of VM 102 (qemu)',
        'vzdump[811]: INFO: guest is online again after 35 seconds',
        'vzdump[811]: INFO: Finished Backup of VM 102 (00:03:12)',
        'qmeventd[811]: Starting cleanup for 102',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: INFO: stopping virtual guest'] },
    { name: 'the same in the log of the guest', guest: ['vzdump[811]: INFO: stopping virtual guest'] },
  ],
})
