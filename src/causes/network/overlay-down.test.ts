import { verifyCause } from '../verify.ts'
import { overlayDown } from './overlay-down.ts'

verifyCause(overlayDown, {
  supported: [{ name: 'by tunnel.down', host: ['[home] Inactivity timeout (--ping-restart), restarting'] }],
  silent: [
    {
      name: 'an ordinary day',
      host: ['pveproxy[1201]: worker exit', 'systemd[1]: Started 102.scope.', 'kernel: vmbr0: port 3(tap102i0) entered forwarding state'],
    },
  ],
})
