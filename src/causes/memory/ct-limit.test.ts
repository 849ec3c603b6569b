import { verifyCause } from '../verify.ts'
import { ctLimit } from './ct-limit.ts'

verifyCause(ctLimit, {
  supported: [
    {
      name: 'by kernel.oom-report',
      host: [
        'kernel: node invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'kernel: memory: usage 524288kB, limit 524288kB, failcnt 8123',
        'kernel: oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=ns,mems_allowed=0,oom_memcg=/lxc/101,task_memcg=/lxc/101/ns/system.slice/app.service,task=node,pid=22609,uid=100000',
        'kernel: Memory cgroup out of memory: Killed process 22609 (node) total-vm:1923620kB, anon-rss:416684kB, file-rss:23132kB, shmem-rss:0kB, UID:100000 pgtables:3328kB oom_score_adj:0',
      ],
    },
  ],
  weak: [
    {
      name: 'what may accompany it, alone',
      host: [
        'systemd[1]: 102.scope: A process of this unit has been killed by the OOM killer.',
        `systemd[1]: 102.scope: Failed with result 'oom-kill'.`,
        'systemd[1]: pve-container@203.service: Main process exited, code=killed, status=9/KILL',
      ],
    },
  ],
  silent: [
    {
      name: 'the same words of another program',
      host: [
        'myapp[4242]: node invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'myapp[4242]: memory: usage 524288kB, limit 524288kB, failcnt 8123',
        'myapp[4242]: oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=ns,mems_allowed=0,oom_memcg=/lxc/101,task_memcg=/lxc/101/ns/system.slice/app.service,task=node,pid=22609,uid=100000',
        'myapp[4242]: Memory cgroup out of memory: Killed process 22609 (node) total-vm:1923620kB, anon-rss:416684kB, file-rss:23132kB, shmem-rss:0kB, UID:100000 pgtables:3328kB oom_score_adj:0',
      ],
    },
  ],
})
