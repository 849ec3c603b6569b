import { verifyCause } from '../verify.ts'
import { hostOomNuma } from './host-oom-numa.ts'

verifyCause(hostOomNuma, {
  supported: [
    {
      name: 'by kernel.oom-report',
      host: [
        'kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'kernel: oom-kill:constraint=CONSTRAINT_MEMORY_POLICY,nodemask=1,cpuset=qemu.slice,mems_allowed=0-1,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'systemd[1]: 102.scope: A process of this unit has been killed by the OOM killer.',
        `systemd[1]: 102.scope: Failed with result 'oom-kill'.`,
        'systemd[1]: 102.scope: Deactivated successfully.',
        'qmeventd[811]: Starting cleanup for 102',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'myapp[4242]: oom-kill:constraint=CONSTRAINT_MEMORY_POLICY,nodemask=1,cpuset=qemu.slice,mems_allowed=0-1,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'myapp[4242]: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        'kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'kernel: oom-kill:constraint=CONSTRAINT_MEMORY_POLICY,nodemask=1,cpuset=qemu.slice,mems_allowed=0-1,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
  ],
})
