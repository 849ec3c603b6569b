import { expect, test } from 'vitest'
import { accuracyCase } from './case.ts'
import { breaks, type Law, lawsOf, violationsOf } from './metamorphic.ts'
import { diagnoseCase } from './run.ts'

const KILL = [
  'Mar 04 02:11:07 pve kernel: kvm invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO), order=0, oom_score_adj=0',
  'Mar 04 02:11:07 pve kernel: oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/301.scope,task=kvm,pid=2411,uid=0',
  'Mar 04 02:11:07 pve kernel: Out of memory: Killed process 2411 (kvm) total-vm:18000000kB, anon-rss:16744000kB, file-rss:8000kB, shmem-rss:0kB, UID:0 pgtables:35156kB oom_score_adj:0',
  "Mar 04 02:11:08 pve systemd[1]: 301.scope: Failed with result 'oom-kill'.",
]
const example = accuracyCase.parse({
  id: 'memory/host-oom/x',
  arm: 'positive',
  subject: 'vm:301',
  truth: { cause: 'memory.host-oom' },
  logs: [
    { from: 'host', lines: KILL },
    { from: 'guest', lines: ['Mar 04 02:10:40 web app[1]: working'] },
    { from: 'host', lines: ['MemTotal:       16302456 kB'] },
    { from: 'host', lines: ['SwapTotal:             0 kB'] },
  ],
})
const laws = lawsOf({ host: ['a[1]: b'], guest: ['a[1]: b'] }, 3)

test('every law has something to try on a case with several files', async () => {
  const base = { example, document: (await diagnoseCase(example)).document }
  expect(laws.filter((law) => law.variants(base).length === 0).map((law) => law.id)).toEqual([])
})
test('a case that holds breaks none', async () => expect((await violationsOf(example, laws)).violations).toEqual([]))

const other = { ...example, logs: [{ from: 'host', lines: ['Mar 04 02:11:07 pve kernel: Kernel panic - not syncing: Fatal exception'] }] }
const law = (demands: Law['demands']): Law => ({ id: 'x', title: 'x', demands, variants: () => [other] })
test('another cause breaks a law, of both kinds', async () => {
  const base = { example, document: (await diagnoseCase(example)).document }
  const { document } = await diagnoseCase(other)
  expect([breaks(law('same'), base, document), breaks(law('no-new-cause'), base, document)]).toEqual([true, true])
  expect((await violationsOf(example, [law('no-new-cause')])).violations).toMatchObject([{ law: 'x', id: example.id }])
})
test('to know less breaks only the demand that nothing changes', async () => {
  const base = { example, document: (await diagnoseCase(example)).document }
  const { document } = await diagnoseCase({ ...example, logs: [{ from: 'host', lines: ['Mar 04 02:11:07 pve cron[1]: x'] }] })
  expect([breaks(law('same'), base, document), breaks(law('no-new-cause'), base, document)]).toEqual([true, false])
})
