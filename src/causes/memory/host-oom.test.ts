import { verifyCause } from '../verify.ts'
import { hostOom } from './host-oom.ts'

verifyCause(hostOom, {
  supported: [
    {
      name: 'by kernel.oom-report',
      host: [
        'kernel: CPU 0/KVM invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
        'kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
    {
      name: 'by kernel.oom-report in other words',
      host: [
        'kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'kernel: Mem-Info:',
        'kernel: active_anon:100000 inactive_anon:50000 isolated_anon:0',
        'kernel:  slab_reclaimable:14000 slab_unreclaimable:3000000',
        'kernel: free:21500 free_pcp:120 free_cma:0',
        'kernel: Total swap = 0kB',
        'kernel: 4171614 pages RAM',
        'kernel: 96000 pages reserved',
        'kernel: [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
        'kernel: [   1705]     0  1705  2431855    61234 17485824        0             0 kvm',
        'kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:244936kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
    {
      name: 'a process of a container, when the whole host was out',
      host: [
        'kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=ns,mems_allowed=0,global_oom,task_memcg=/lxc/618/ns/system.slice/mariadb.service,task=mariadbd,pid=9911,uid=100110',
        'kernel: Out of memory: Killed process 9911 (mariadbd) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:100110 pgtables:17076kB oom_score_adj:0',
      ],
    },
    { name: 'by unit.failed-oom', host: [`systemd[1]: 102.scope: Failed with result 'oom-kill'.`] },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'systemd[1]: 102.scope: A process of this unit has been killed by the OOM killer.',
        'SwapFree:           120 kB',
        'systemd[1]: 105.scope: Consumed 35min 18.617s CPU time, 7.4G memory peak.',
        'corosync[811]: [TOTEM ] Process pause detected for 5321 ms, flushing membership messages.',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: CPU 0/KVM invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
        'myapp[4242]: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'myapp[4242]: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
    {
      name: 'the same in the log of the guest',
      guest: [
        'kernel: CPU 0/KVM invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
        'kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
      ],
    },
  ],
})
