import { verifyCause } from '../verify.ts'
import { thermal } from './thermal.ts'

verifyCause(thermal, {
  supported: [
    { name: 'by thermal.critical', host: ['kernel: thermal thermal_zone0: acpitz: critical temperature reached'] },
    {
      name: 'by thermal.critical in other words',
      host: ['kernel: thermal thermal_zone1: critical temperature reached (105 C), shutting down'],
    },
    { name: 'by bmc.thermal', host: ['  3 | 07/29/25 | 16:19:27 | Processor #0x10 | Thermal Trip | Asserted'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: mce: CPU3: Core temperature is above threshold, cpu clock is throttled (total events = 12)',
        'systemd[1]: Reached target reboot.target - System Reboot.',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: thermal thermal_zone0: acpitz: critical temperature reached'] },
    {
      name: 'what only looks alike',
      host: ['kernel: mce: CPU3: Core temperature is above threshold, cpu clock is throttled (total events = 12)'],
    },
  ],
})
