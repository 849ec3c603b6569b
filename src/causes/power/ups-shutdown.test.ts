import { verifyCause } from '../verify.ts'
import { upsShutdown } from './ups-shutdown.ts'

verifyCause(upsShutdown, {
  supported: [
    { name: 'by ups.shutdown', host: ['upsmon[811]: Executing automatic power-fail shutdown'] },
    { name: 'by ups.shutdown in other words', host: ['upsmon[811]: Initiating system shutdown!'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'upsmon[811]: UPS ups@localhost on battery',
        'upsmon[811]: UPS ups@localhost battery is low',
        'pve-guests[811]: all VMs and CTs stopped',
        'systemd[1]: Reached target reboot.target - System Reboot.',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: Executing automatic power-fail shutdown'] },
    { name: 'the same in the log of the guest', guest: ['upsmon[811]: Executing automatic power-fail shutdown'] },
  ],
})
