import { verifyCause } from '../verify.ts'
import { qemuKilled } from './killed.ts'

verifyCause(qemuKilled, {
  supported: [{ name: 'by pve.cleanup-killed', host: [`qmeventd[811]: cleanup failed, terminating pid '2231' with SIGKILL`] }],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'qmeventd[811]: Starting cleanup for 102',
        'systemd[1]: 102.scope: Deactivated successfully.',
        'systemd-journald[811]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: [`myapp[4242]: cleanup failed, terminating pid '2231' with SIGKILL`] },
    { name: 'the same in the log of the guest', guest: [`qmeventd[811]: cleanup failed, terminating pid '2231' with SIGKILL`] },
  ],
})
