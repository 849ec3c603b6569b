import { verifyCause } from '../verify.ts'
import { powerLoss } from './loss.ts'

verifyCause(powerLoss, {
  supported: [
    { name: 'by power.ac-lost', host: ['  12 | 07/29/25 | 16:19:27 PDT | Power Supply #0x51 | Power Supply AC lost | Asserted'] },
    { name: 'by power.ac-lost in other words', host: ['Last Power Event     : ac-failed'] },
    { name: 'by ups.low-battery', host: ['upsmon[811]: UPS ups@localhost battery is low'] },
    { name: 'by ups.low-battery in other words', host: ['upsmon[811]: Battery power exhausted.'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'systemd-journald[811]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
        'systemd-timesyncd[811]: System clock time unset or jumped backwards, restoring from recorded timestamp: Tue 2025-07-29 16:19:25 PDT',
        'Unsafe Shutdowns:                   44',
        'upsmon[811]: UPS ups@localhost on battery',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: UPS ups@localhost battery is low'] },
    {
      name: 'the same in the log of the guest',
      guest: ['  12 | 07/29/25 | 16:19:27 PDT | Power Supply #0x51 | Power Supply AC lost | Asserted'],
    },
    { name: 'what only looks alike', host: ['Last Power Event     : command'] },
  ],
})
