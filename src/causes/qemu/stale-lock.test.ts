import { verifyCause } from '../verify.ts'
import { qemuStaleLock } from './stale-lock.ts'

verifyCause(qemuStaleLock, {
  supported: [
    { name: 'by qemu.lock', host: ['VM is locked (backup)'] },
    { name: 'by qemu.lock in other words', host: ['TASK ERROR: CT is locked (snapshot-delete)'] },
  ],
  weak: [
    { name: 'what may accompany it, alone', host: ['lock: backup', 'vzdump[811]: ERROR: job failed with err -5 - Input/output error'] },
  ],
  silent: [{ name: 'the same in the log of the guest', guest: ['VM is locked (backup)'] }],
})
