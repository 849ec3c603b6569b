import { verifyCause } from '../verify.ts'
import { containerInitExit } from './init-exit.ts'

verifyCause(containerInitExit, {
  supported: [
    { name: 'by ct.init-exit', host: ['systemd[1]: pve-container@203.service: Main process exited, code=killed, status=9/KILL'] },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: pve-container@203.service: Main process exited, code=killed, status=9/KILL'],
    },
    {
      name: 'the same in the log of the guest',
      guest: ['systemd[1]: pve-container@203.service: Main process exited, code=killed, status=9/KILL'],
    },
  ],
})
