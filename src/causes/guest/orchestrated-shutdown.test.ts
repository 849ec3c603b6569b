import { verifyCause } from '../verify.ts'
import { guestOrchestratedShutdown } from './orchestrated-shutdown.ts'

verifyCause(guestOrchestratedShutdown, {
  supported: [
    { name: 'by guest.orchestrated', guest: ['Executing automatic power-fail shutdown'] },
    { name: 'by ups.shutdown', guest: ['upsmon[811]: Executing automatic power-fail shutdown'] },
    { name: 'by ups.shutdown in other words', guest: ['upsmon[811]: Initiating system shutdown!'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      guest: [
        'upsmon[811]: UPS ups@localhost on battery',
        'upsmon[811]: UPS ups@localhost battery is low',
        'systemd[1]: Reached target reboot.target - System Reboot.',
        'systemd-logind[811]: The system will power off now!',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', guest: ['myapp[4242]: Initiating system shutdown!'] },
    { name: 'the same in the log of the host', host: ['Executing automatic power-fail shutdown'] },
  ],
})
