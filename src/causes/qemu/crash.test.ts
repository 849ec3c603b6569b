import { verifyCause } from '../verify.ts'
import { qemuCrash } from './crash.ts'

verifyCause(qemuCrash, {
  supported: [
    {
      name: 'by kernel.segfault',
      host: [
        'kernel: kvm[91827]: segfault at 0 ip 00005602a4b9d2c1 sp 00007ffd2f0c2a40 error 4 in qemu-system-x86_64[5602a47c3000+64a000] likely on CPU 3 (core 3, socket 0)',
      ],
    },
    {
      name: 'by qemu.assertion',
      host: ["QEMU[811]: kvm: ../block/io.c:1234: bdrv_co_write_req_prepare: Assertion `!(bs->open_flags & BDRV_O_INACTIVE)' failed."],
    },
    {
      name: 'by qemu.assertion in other words',
      host: ['QEMU[811]: ERROR:../accel/tcg/cpu-exec.c:954:cpu_exec: assertion failed: (cpu == current_cpu)'],
    },
    { name: 'by qemu.crash-signal', host: ['systemd-coredump[811]: Process 2231 (kvm) of user 0 dumped core.'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'systemd[1]: 102.scope: Deactivated successfully.',
        'qmeventd[811]: Starting cleanup for 102',
        'kernel: vmbr0: port 3(tap102i0) entered disabled state',
        'systemd-journald[811]: File /var/log/journal/0a1f/system.journal corrupted or uncleanly shut down, renaming and replacing.',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: kvm[91827]: segfault at 0 ip 00005602a4b9d2c1 sp 00007ffd2f0c2a40 error 4 in qemu-system-x86_64[5602a47c3000+64a000] likely on CPU 3 (core 3, socket 0)',
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        'kernel: kvm[91827]: segfault at 0 ip 00005602a4b9d2c1 sp 00007ffd2f0c2a40 error 4 in qemu-system-x86_64[5602a47c3000+64a000] likely on CPU 3 (core 3, socket 0)',
      ],
    },
    { name: 'what only looks alike', host: ['QEMU[811]: error: Assertion count is 3'] },
  ],
})
