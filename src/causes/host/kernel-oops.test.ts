import { verifyCause } from '../verify.ts'
import { hostKernelOops } from './kernel-oops.ts'

verifyCause(hostKernelOops, {
  supported: [
    { name: 'by kernel.oops', host: ['kernel: BUG: kernel NULL pointer dereference, address: 0000000000000000'] },
    { name: 'by kernel.oops in other words', host: ['kernel: BUG: unable to handle page fault for address: ffffb0c1003e8000'] },
    { name: 'by kernel.warning', host: ['kernel: WARNING: arch/x86/mm/ioremap.c:460 at iounmap+0x34/0x110, CPU#13: task UPID:magi:/1420'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: WARNING: CPU: 3 PID: 1420 at arch/x86/mm/ioremap.c:460 iounmap+0x34/0x110',
        'kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]',
        'kernel: kvm[91827]: segfault at 0 ip 00005602a4b9d2c1 sp 00007ffd2f0c2a40 error 4 in qemu-system-x86_64[5602a47c3000+64a000] likely on CPU 3 (core 3, socket 0)',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: BUG: kernel NULL pointer dereference, address: 0000000000000000'] },
    { name: 'the same in the log of the guest', guest: ['kernel: BUG: kernel NULL pointer dereference, address: 0000000000000000'] },
    { name: 'what only looks alike', host: ['kernel: watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [kworker/1:1:88]'] },
  ],
})
