import { verifyCause } from '../verify.ts'
import { guestOom } from './oom.ts'

verifyCause(guestOom, {
  supported: [
    {
      name: 'by kernel.oom-report',
      guest: [
        'kernel: CPU 0/KVM invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
        'kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
    {
      name: 'by kernel.oom-report in other words',
      guest: [
        'kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'kernel: memory: usage 2097152kB, limit 2097152kB, failcnt 811',
        'kernel: oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=105.scope,mems_allowed=0,oom_memcg=/qemu.slice/105.scope,task_memcg=/qemu.slice/105.scope,task=kvm,pid=414,uid=0',
        'kernel: Memory cgroup out of memory: Killed process 414 (kvm) total-vm:2923620kB, anon-rss:2016684kB, file-rss:23132kB, shmem-rss:0kB, UID:0 pgtables:3328kB oom_score_adj:0',
      ],
    },
    { name: 'by guest.freebsd-oom', host: ['pid 862 (ubench), jid 0, uid 0, was killed: failed to reclaim memory'] },
    { name: 'by windows.low-memory', guest: ['Windows successfully diagnosed a low virtual memory condition.'] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      guest: [
        'systemd[1]: 102.scope: A process of this unit has been killed by the OOM killer.',
        `systemd[1]: 102.scope: Failed with result 'oom-kill'.`,
        'maas.import-images: [info] Started importing boot images.',
        'kernel: Kernel panic - not syncing: Fatal exception in interrupt',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      guest: [
        'myapp[4242]: CPU 0/KVM invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
        'myapp[4242]: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'myapp[4242]: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
    {
      name: 'the same in the log of the host',
      host: [
        'kernel: CPU 0/KVM invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
        'kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
  ],
})
