import { verifyCause } from '../verify.ts'
import { guestWatchdog } from './watchdog.ts'

verifyCause(guestWatchdog, {
  supported: [
    { name: 'by qemu.watchdog-event', host: ['{"event": "WATCHDOG", "data": {"action": "reset"}}'] },
    { name: 'by guest.watchdog', guest: ['kernel: shutting down the system because of error 12 = Cannot allocate memory'] },
    { name: 'by guest.watchdog in other words', guest: ['kernel: softdog: Initiating system reboot'] },
    { name: 'by kernel.softdog-panic', guest: ['kernel: softdog: Initiating panic'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      guest: [
        'kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]',
        'systemd-journald[811]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
        'kernel: Kernel panic - not syncing: Fatal exception in interrupt',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      guest: ['myapp[4242]: shutting down the system because of error 12 = Cannot allocate memory'],
    },
    { name: 'the same in the log of the guest', guest: ['{"event": "WATCHDOG", "data": {"action": "reset"}}'] },
    { name: 'what only looks alike', guest: ['kernel: ---[ end Kernel panic - not syncing: Fatal exception in interrupt ]---'] },
  ],
})
