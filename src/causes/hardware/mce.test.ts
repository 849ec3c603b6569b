import { verifyCause } from '../verify.ts'
import { mce } from './mce.ts'

verifyCause(mce, {
  supported: [
    { name: 'by mce.fatal', host: ['kernel: mce: [Hardware Error]: CPU 3: Machine Check Exception: 5 Bank 0: be00000000800400'] },
    { name: 'by mce.fatal in other words', host: ['kernel: mce: [Hardware Error]: CPU 15: Machine Check: 0 Bank 5: bea0000000000108'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: Kernel panic - not syncing: Fatal exception in interrupt',
        'systemd-journald[811]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
        'kernel: x86/amd: Previous system reset reason [0x02000800]: hardware watchdog timer expired',
        'kernel: mce: [Hardware Error]: Machine check events logged',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: mce: [Hardware Error]: CPU 3: Machine Check Exception: 5 Bank 0: be00000000800400'],
    },
    {
      name: 'the same in the log of the guest',
      guest: ['kernel: mce: [Hardware Error]: CPU 3: Machine Check Exception: 5 Bank 0: be00000000800400'],
    },
    { name: 'what only looks alike', host: ['kernel: mce: [Hardware Error]: Machine check events logged'] },
  ],
})
