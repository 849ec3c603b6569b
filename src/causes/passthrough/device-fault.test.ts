import { verifyCause } from '../verify.ts'
import { passthroughDeviceFault } from './device-fault.ts'

verifyCause(passthroughDeviceFault, {
  supported: [
    { name: 'by vfio.reset-failed', host: ['kernel: vfio-pci 0000:01:00.0: not ready 65535ms after FLR; giving up'] },
    {
      name: 'by vfio.reset-failed in other words',
      host: [
        'kernel: vfio-pci 0000:03:00.0: vfio_bar_restore: reset recovery - restoring BARs',
        'kernel: vfio-pci 0000:03:00.0: vfio_bar_restore: reset recovery - restoring BARs',
        'kernel: vfio-pci 0000:03:00.0: vfio_bar_restore: reset recovery - restoring BARs',
        'kernel: vfio-pci 0000:03:00.0: vfio_bar_restore: reset recovery - restoring BARs',
      ],
    },
    {
      name: 'by vfio.fault',
      host: [
        "kernel: qemu-system-x86_64: ../hw/pci/pci.c:1481: pci_irq_handler: Assertion `0 <= irq_num && irq_num < PCI_NUM_PINS' failed.",
      ],
    },
    {
      name: 'by vfio.fault in other words',
      host: ['kernel: AMD-Vi: Event logged [IO_PAGE_FAULT device=0a:00.0 domain=0x0012 address=0xfef00000 flags=0x0000]'],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: vfio-pci 0000:01:00.0: not ready 65535ms after FLR; giving up'] },
    { name: 'the same in the log of the guest', guest: ['kernel: vfio-pci 0000:01:00.0: not ready 65535ms after FLR; giving up'] },
    { name: 'what only looks alike', host: ['kernel: nvme nvme0: Device not ready; aborting reset, CSTS=0x1'] },
  ],
})
