import { verifyCause } from '../verify.ts'
import { nicLost } from './nic-lost.ts'

verifyCause(nicLost, {
  supported: [
    { name: 'by nic.lost', host: ['kernel: igc 0000:02:00.0 enp2s0: PCIe link lost, device now detached'] },
    { name: 'by nic.lost in other words', host: ['kernel: ixgbe 0000:01:00.0: Adapter removed'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: e1000e 0000:00:1f.6 eno1: NIC Link is Down',
        'kernel: vmbr0: port 1(eno1) entered disabled state',
        'kernel: pcieport 0000:00:1c.0: AER: Uncorrected (Fatal) error message received from 0000:01:00.0',
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: igc 0000:02:00.0 enp2s0: PCIe link lost, device now detached'] },
  ],
})
