import { verifyCause } from '../verify.ts'
import { memoryError } from './memory-error.ts'

verifyCause(memoryError, {
  supported: [
    { name: 'by memory.hardware-error', host: ['kernel: EDAC MC0: 1 UE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0'] },
    {
      name: 'by memory.hardware-error in other words',
      host: ['kernel: Memory failure: 0x1a2b3c: Sending SIGBUS to kvm:2231 due to hardware memory corruption'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0',
        'kernel: mce: [Hardware Error]: CPU 3: Machine Check Exception: 5 Bank 0: be00000000800400',
        `kernel: eid=12 class=checksum pool='tank' vdev=ata-X size=8192 offset=1234 priority=0 err=52`,
        'systemd-coredump[811]: Process 2231 (kvm) of user 0 dumped core.',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: EDAC MC0: 1 UE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0'],
    },
    { name: 'the same in the log of the guest', guest: ['kernel: EDAC MC0: 1 UE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0'] },
    { name: 'what only looks alike', host: ['kernel: EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#0'] },
  ],
})
