import { verifyCause } from '../verify.ts'
import { hostBmcReset } from './bmc-reset.ts'

verifyCause(hostBmcReset, {
  supported: [
    { name: 'by bmc.watchdog', host: ['  14 | 07/29/25 | 16:19:27 | Watchdog2 #0xca | Hard reset | Asserted'] },
    {
      name: 'by bmc.watchdog in other words',
      host: ['x86/amd: Previous system reset reason [0x02000800]: hardware watchdog timer expired'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'systemd-journald[811]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
        'kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]',
      ],
    },
  ],
  silent: [{ name: 'the same in the log of the guest', guest: ['  14 | 07/29/25 | 16:19:27 | Watchdog2 #0xca | Hard reset | Asserted'] }],
})
