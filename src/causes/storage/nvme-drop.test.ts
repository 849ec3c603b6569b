import { verifyCause } from '../verify.ts'
import { nvmeDrop } from './nvme-drop.ts'

verifyCause(nvmeDrop, {
  supported: [
    { name: 'by nvme.controller-down', host: ['kernel: nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff'] },
    { name: 'by nvme.controller-down in other words', host: ['kernel: nvme nvme0: Device not ready; aborting reset, CSTS=0x1'] },
    { name: 'by nvme.reset-failed', host: ['kernel: nvme nvme0: Disabling device after reset failure: -19'] },
    { name: 'by nvme.reset-failed in other words', host: ['kernel: nvme nvme1: Removing after probe failure status: -19'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'kernel: nvme nvme0: I/O 12 QID 3 timeout, aborting',
        'kernel: I/O error, dev sdb, sector 2048 op 0x1:(WRITE) flags 0x0 phys_seg 1 prio class 0',
        'kernel: zio pool=rpool vdev=/dev/disk/by-id/nvme-X-part3 error=5 type=1 offset=270336 size=8192 flags=721601',
        `kernel: WARNING: Pool 'rpool' has encountered an uncorrectable I/O failure and has been suspended.`,
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff'],
    },
    {
      name: 'the same in the log of the guest',
      guest: ['kernel: nvme nvme0: controller is down; will reset: CSTS=0xffffffff, PCI_STATUS=0xffff'],
    },
  ],
})
