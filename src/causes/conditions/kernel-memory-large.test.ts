import { expect, test } from 'vitest'
import { findingOf } from '../circumstances.fixture.ts'
import { observeCase } from '../verify.ts'
import { kernelMemoryLarge } from './kernel-memory-large.ts'

const look = (lines: { host?: readonly string[]; guest?: readonly string[] }) => {
  const observations = observeCase({ name: '', ...lines })
  return kernelMemoryLarge.find({ observations, finding: findingOf(), from: null, to: null, guest: '102' })
}

test('a fifth of memory', () =>
  expect(
    look({
      host: [
        'kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'kernel: active_anon:3000000 inactive_anon:1000 isolated_anon:0',
        'kernel:  slab_reclaimable:14000 slab_unreclaimable:820000',
        'kernel:  free:21500 free_pcp:120 free_cma:0',
        'kernel: 4171614 pages RAM',
        'kernel: 96000 pages reserved',
        'kernel: [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
        'kernel: [   1705]     0  1705  2431855    61234 17485824        0             0 kvm',
        'kernel: oom-kill:constraint=CONSTRAINT_NONE,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB',
      ],
    })?.because.length,
  ).toBeGreaterThan(20))
test('the usual', () =>
  expect(
    look({
      host: [
        'kernel: kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
        'kernel: active_anon:3000000 inactive_anon:1000 isolated_anon:0',
        'kernel:  slab_reclaimable:14000 slab_unreclaimable:42000',
        'kernel:  free:21500 free_pcp:120 free_cma:0',
        'kernel: 4171614 pages RAM',
        'kernel: 96000 pages reserved',
        'kernel: [  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
        'kernel: [   1705]     0  1705  2431855    61234 17485824        0             0 kvm',
        'kernel: oom-kill:constraint=CONSTRAINT_NONE,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'kernel: Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB',
      ],
    }),
  ).toBeNull())
test('nothing is known', () => expect(look({})).toBeNull())
