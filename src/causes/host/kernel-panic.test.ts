import { verifyCause } from '../verify.ts'
import { hostKernelPanic } from './kernel-panic.ts'

verifyCause(hostKernelPanic, {
  supported: [
    { name: 'by kernel.panic', host: ['kernel: Kernel panic - not syncing: Fatal exception in interrupt'] },
    { name: 'by kernel.panic in other words', host: ['kernel: Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000009'] },
    { name: 'by kernel.sysrq', host: ['kernel: sysrq: Trigger a crash'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: BUG: kernel NULL pointer dereference, address: 0000000000000000',
        'systemd-journald[811]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
        'kernel: WARNING: CPU: 3 PID: 1420 at arch/x86/mm/ioremap.c:460 iounmap+0x34/0x110',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: Kernel panic - not syncing: Fatal exception in interrupt'] },
    { name: 'the same in the log of the guest', guest: ['kernel: Kernel panic - not syncing: Fatal exception in interrupt'] },
    { name: 'what only looks alike', host: ['kernel: Kernel Offset: disabled'] },
  ],
})
