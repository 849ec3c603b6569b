import { verifyCause } from '../verify.ts'
import { kernelLeak } from './kernel-leak.ts'

const report = (slabUnreclaimable: number) => [
  'kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
  'kernel: Mem-Info:',
  'kernel: active_anon:100000 inactive_anon:50000 isolated_anon:0',
  'kernel:  active_file:500 inactive_file:700 isolated_file:0',
  `kernel:  slab_reclaimable:14000 slab_unreclaimable:${slabUnreclaimable}`,
  'kernel:  mapped:9000 shmem:12000 pagetables:9500',
  'kernel:  free:21500 free_pcp:120 free_cma:0',
  'kernel: 4171614 pages RAM',
  'kernel: 0 pages HighMem/MovableOnly',
  'kernel: 96000 pages reserved',
  'kernel: Tasks state (memory values in pages):',
  'kernel: [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
  'kernel: [   1705]     0  1705  2431855    61234 17485824        0             0 kvm',
  'kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
  'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:244936kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:17076kB oom_score_adj:0',
]

verifyCause(kernelLeak, {
  supported: [{ name: 'most of memory is slab that cannot be given back', host: report(3_000_000) }],
  silent: [{ name: 'an ordinary amount of slab', host: report(42_000) }],
})
