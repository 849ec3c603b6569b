import { verifyCause } from '../verify.ts'
import { pcieError } from './pcie-error.ts'

verifyCause(pcieError, {
  supported: [
    { name: 'by pcie.fatal', host: ['kernel: pcieport 0000:00:1c.0: AER: Uncorrected (Fatal) error message received from 0000:01:00.0'] },
    { name: 'by pcie.fatal in other words', host: ['kernel: pcieport 0000:00:01.0: DPC: containment event, status:0x1f01 source:0x0000'] },
    { name: 'by pcie.link-down', host: ['kernel: pcieport 0000:00:1c.4: pciehp: Slot(8): Link Down'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff',
        'kernel: igc 0000:02:00.0 enp2s0: PCIe link lost, device now detached',
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'kernel: vfio-pci 0000:01:00.0: not ready 65535ms after FLR; giving up',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: pcieport 0000:00:1c.0: AER: Uncorrected (Fatal) error message received from 0000:01:00.0'],
    },
    {
      name: 'the same in the log of the guest',
      guest: ['kernel: pcieport 0000:00:1c.0: AER: Uncorrected (Fatal) error message received from 0000:01:00.0'],
    },
    { name: 'what only looks alike', host: ['kernel: pcieport 0000:00:1c.0: AER: Corrected error received: 0000:01:00.0'] },
  ],
})
