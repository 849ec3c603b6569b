import { verifyCause } from '../verify.ts'
import { qemuKvmError } from './kvm-error.ts'

verifyCause(qemuKvmError, {
  supported: [
    { name: 'by qemu.kvm-error', host: ['QEMU[811]: KVM internal error. Suberror: 1'] },
    { name: 'by qemu.kvm-error in other words', host: ['QEMU[811]: error: kvm run failed Bad address'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'status: paused',
        'kernel: vfio-pci 0000:01:00.0: not ready 65535ms after FLR; giving up',
        `pve[811]: VM 102 qmp command failed - VM 102 qmp command 'guest-ping' failed - got timeout`,
      ],
    },
  ],
  silent: [
    { name: 'the same words of another program', host: ['myapp[4242]: KVM internal error. Suberror: 1'] },
    { name: 'the same in the log of the guest', guest: ['QEMU[811]: KVM internal error. Suberror: 1'] },
  ],
})
