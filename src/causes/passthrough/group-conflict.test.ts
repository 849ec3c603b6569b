import { verifyCause } from '../verify.ts'
import { passthroughGroupConflict } from './group-conflict.ts'

verifyCause(passthroughGroupConflict, {
  supported: [
    { name: 'by iommu.group-conflict', host: ['vfio 0000:01:00.0: group 1 is not viable'] },
    {
      name: 'by iommu.group-conflict in other words',
      host: ['kvm: -device vfio-pci,host=0000:01:00.0: vfio 0000:01:00.0: failed to open /dev/vfio/1: Device or resource busy'],
    },
    {
      name: 'by nic.removed-by-unbind',
      host: ['kernel: e1000e 0000:00:1f.6 eno1: removed PHC', 'kernel: vfio-pci 0000:01:00.0: enabling device (0000 -> 0003)'],
    },
    {
      name: 'by the disks of the host, gone in the second of the hand-over',
      host: ['10:00:00 kernel: vfio-pci 0000:00:17.0: enabling device (0000 -> 0003)', '10:00:01 kernel: ata1.00: disable device'],
    },
    {
      name: 'by nic.removed-by-unbind in other words',
      host: ['kernel: igb 0000:03:00.0 enp3s0: removed PHC on enp3s0', 'systemd[1]: Started 105.scope.'],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: ['kernel: vfio-pci 0000:01:00.0: enabling device (0000 -> 0003)', 'start failed: QEMU exited with code 1'],
    },
  ],
  silent: [
    {
      name: 'a disk that went offline an hour after a device was handed over',
      host: [
        '10:00:00 kernel: vfio-pci 0000:01:00.0: enabling device (0000 -> 0003)',
        '11:00:00 kernel: sd 0:0:0:0: rejecting I/O to offline device',
      ],
    },
    {
      name: 'a card that is let go at a shutdown',
      host: ['kernel: e1000e 0000:00:1f.6 eno1: removed PHC', 'kernel: reboot: Restarting system'],
    },
    { name: 'the same words of another program', host: ['myapp[4242]: e1000e 0000:00:1f.6 eno1: removed PHC'] },
    { name: 'the same in the log of the guest', guest: ['vfio 0000:01:00.0: group 1 is not viable'] },
  ],
})
