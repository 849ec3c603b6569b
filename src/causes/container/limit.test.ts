import { verifyCause } from '../verify.ts'
import { containerLimit } from './limit.ts'

verifyCause(containerLimit, {
  supported: [
    { name: 'by ct.limit', host: ['kernel: cgroup: fork rejected by pids controller in /lxc/203/ns/system.slice/app.service'] },
    { name: 'by ct.limit in other words', host: ['kernel: Failed to allocate directory watch: Too many open files'] },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: ['myapp[4242]: cgroup: fork rejected by pids controller in /lxc/203/ns/system.slice/app.service'],
    },
  ],
})
