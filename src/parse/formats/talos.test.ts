import { verifyFormat } from '../verify.ts'
import { talos } from './talos.ts'

verifyFormat(talos, {
  reads: [
    [
      '172.16.1.110: kern: warning: [2024-07-16T19:11:36.104664341Z]: vcpu5 invoked oom-killer',
      { transport: 'kernel', message: 'vcpu5 invoked oom-killer' },
    ],
  ],
  leaves: ['', 'kern: it is warm'],
})
