import { verifyCause } from '../verify.ts'
import { cpuFault } from './cpu-fault.ts'

verifyCause(cpuFault, {
  supported: [
    {
      name: 'by cpu.same-core-crashes',
      host: [
        'kernel: apt-get[811]: segfault at 0 ip 0000560 sp 00007ffd error 4 in libc.so.6[7f0+1b] likely on CPU 8 (core 4, socket 0)',
        'kernel: pvestatd[2311]: segfault at 11 ip 000061b4 sp 00007ffd error 6 in perl[102aa0,61b4+1ae000] likely on CPU 8 (core 4, socket 0)',
        'kernel: rrdcached[911]: segfault at 8 ip 0000561 sp 00007ffe error 4 in rrdcached[560+1b] likely on CPU 9 (core 4, socket 0)',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: kvm[91827]: segfault at 0 ip 00005602a4b9d2c1 sp 00007ffd2f0c2a40 error 4 in qemu-system-x86_64[5602a47c3000+64a000] likely on CPU 3 (core 3, socket 0)',
        'kernel: BUG: kernel NULL pointer dereference, address: 0000000000000000',
        'kernel: mce: [Hardware Error]: Machine check events logged',
        'kernel: mce: [Hardware Error]: CPU 3: Machine Check Exception: 5 Bank 0: be00000000800400',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: apt-get[811]: segfault at 0 ip 0000560 sp 00007ffd error 4 in libc.so.6[7f0+1b] likely on CPU 8 (core 4, socket 0)',
        'myapp[4242]: pvestatd[2311]: segfault at 11 ip 000061b4 sp 00007ffd error 6 in perl[102aa0,61b4+1ae000] likely on CPU 8 (core 4, socket 0)',
        'myapp[4242]: rrdcached[911]: segfault at 8 ip 0000561 sp 00007ffe error 4 in rrdcached[560+1b] likely on CPU 9 (core 4, socket 0)',
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        'kernel: apt-get[811]: segfault at 0 ip 0000560 sp 00007ffd error 4 in libc.so.6[7f0+1b] likely on CPU 8 (core 4, socket 0)',
        'kernel: pvestatd[2311]: segfault at 11 ip 000061b4 sp 00007ffd error 6 in perl[102aa0,61b4+1ae000] likely on CPU 8 (core 4, socket 0)',
        'kernel: rrdcached[911]: segfault at 8 ip 0000561 sp 00007ffe error 4 in rrdcached[560+1b] likely on CPU 9 (core 4, socket 0)',
      ],
    },
  ],
})
