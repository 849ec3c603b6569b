import { verifyCause } from '../verify.ts'
import { memoryStartFailure } from './start-failure.ts'

verifyCause(memoryStartFailure, {
  supported: [
    { name: 'by qemu.no-memory', host: [`kvm: cannot set up guest memory 'pc.ram': Cannot allocate memory`] },
    { name: 'by qemu.no-memory in other words', host: ['start failed: hugepage allocation failed'] },
    {
      name: 'by kernel.commit-refused',
      host: ['kernel: __vm_enough_memory: pid: 806, comm: kvm, bytes: 1610612736 not enough memory for the allocation'],
    },
  ],
  weak: [{ name: 'what may accompany it, alone', host: ['start failed: QEMU exited with code 1'] }],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: __vm_enough_memory: pid: 806, comm: kvm, bytes: 1610612736 not enough memory for the allocation'],
    },
    { name: 'the same in the log of the guest', guest: [`kvm: cannot set up guest memory 'pc.ram': Cannot allocate memory`] },
  ],
})
