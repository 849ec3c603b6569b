import { verifyFormat } from '../verify.ts'
import { bare } from './bare.ts'

verifyFormat(bare, {
  reads: [['kernel: CPU 3/KVM invoked oom-killer', { transport: 'kernel', message: 'CPU 3/KVM invoked oom-killer' }]],
  leaves: ['', 'Killed process 1705 (kvm) total-vm:9kB', 'status: running'],
})
