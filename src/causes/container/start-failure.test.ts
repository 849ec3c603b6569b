import { verifyCause } from '../verify.ts'
import { containerStartFailure } from './start-failure.ts'

verifyCause(containerStartFailure, {
  supported: [
    { name: 'by ct.start-error', host: [`startup for container '203' failed`] },
    {
      name: 'by ct.start-error in other words',
      host: ['lxc-start: 203: ../src/lxc/start.c: lxc_init: 845 Failed to run lxc.hook.pre-start for container "203"'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'hookscript error for 102 on pre-start: command exited with 1',
        `timeout: no zvol device link for 'vm-104-disk-0' found after 300 sec found.`,
        'systemd[1]: pve-container@203.service: Main process exited, code=killed, status=9/KILL',
      ],
    },
  ],
  silent: [{ name: 'the same in the log of the guest', guest: [`startup for container '203' failed`] }],
})
