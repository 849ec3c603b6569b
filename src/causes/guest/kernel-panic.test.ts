import { verifyCause } from '../verify.ts'
import { guestKernelPanic } from './kernel-panic.ts'

verifyCause(guestKernelPanic, {
  supported: [
    { name: 'by kernel.panic', guest: ['kernel: Kernel panic - not syncing: Fatal exception in interrupt'] },
    { name: 'by kernel.panic in other words', guest: ['kernel: Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000009'] },
    { name: 'by kernel.oops', guest: ['kernel: BUG: kernel NULL pointer dereference, address: 0000000000000000'] },
    { name: 'by kernel.oops in other words', guest: ['kernel: BUG: unable to handle page fault for address: ffffb0c1003e8000'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      guest: [
        'systemd-journald[811]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
        'kernel: WARNING: CPU: 3 PID: 1420 at arch/x86/mm/ioremap.c:460 iounmap+0x34/0x110',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', guest: ['myapp[4242]: Kernel panic - not syncing: Fatal exception in interrupt'] },
    { name: 'the same in the log of the host', host: ['kernel: Kernel panic - not syncing: Fatal exception in interrupt'] },
    { name: 'what only looks alike', guest: ['kernel: Kernel Offset: disabled'] },
  ],
})
