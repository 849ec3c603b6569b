import { verifyCause } from '../verify.ts'
import { vmLimit } from './vm-limit.ts'

verifyCause(vmLimit, {
  supported: [
    {
      name: 'by kernel.oom-report',
      host: [
        'kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'kernel: memory: usage 2097152kB, limit 2097152kB, failcnt 811',
        'kernel: oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=105.scope,mems_allowed=0,oom_memcg=/qemu.slice/105.scope,task_memcg=/qemu.slice/105.scope,task=kvm,pid=414,uid=0',
        'kernel: Memory cgroup out of memory: Killed process 414 (kvm) total-vm:2923620kB, anon-rss:2016684kB, file-rss:23132kB, shmem-rss:0kB, UID:0 pgtables:3328kB oom_score_adj:0',
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
        'myapp[4242]: memory: usage 2097152kB, limit 2097152kB, failcnt 811',
        'myapp[4242]: oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=105.scope,mems_allowed=0,oom_memcg=/qemu.slice/105.scope,task_memcg=/qemu.slice/105.scope,task=kvm,pid=414,uid=0',
        'myapp[4242]: Memory cgroup out of memory: Killed process 414 (kvm) total-vm:2923620kB, anon-rss:2016684kB, file-rss:23132kB, shmem-rss:0kB, UID:0 pgtables:3328kB oom_score_adj:0',
      ],
    },
  ],
})
