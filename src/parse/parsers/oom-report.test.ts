import { describe, expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { oomReport } from './oom-report.ts'

const kernel = (message: string, n = 0) => recordOf(message, { ident: 'kernel', transport: 'kernel', line: n + 1, at: 1000 + n })
const seen = (...lines: string[]) => runParser(oomReport, lines.map(kernel))
const INVOKED = 'kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0'

describe('which limit was hit', () => {
  test('the machine', () =>
    expect(
      seen(
        INVOKED,
        'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        'Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB',
      )[0]!.fields,
    ).toMatchObject({ scope: 'global', victimIsVmm: true }))
  test('a container', () =>
    expect(
      seen(
        'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=ns,mems_allowed=0,oom_memcg=/lxc/101,task_memcg=/lxc/101/ns/system.slice/app.service,task=node,pid=22609,uid=100000',
      )[0]!.fields,
    ).toMatchObject({ scope: 'memcg', inContainer: true, victimIsVmm: false }))
  test('one memory node', () =>
    expect(
      seen(
        'oom-kill:constraint=CONSTRAINT_CPUSET,nodemask=1,cpuset=x,mems_allowed=1,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
      )[0]!.fields['scope'],
    ).toBe('numa'))
  test('a trace of a limit, without a summary (kernel 4)', () =>
    expect(
      seen(
        'vcpu5 invoked oom-killer: order=0',
        ' mem_cgroup_out_of_memory+0x36/0x50',
        'Killed process 33 (qemu-system-x86) total-vm:9kB, anon-rss:8kB',
      )[0]!.fields['scope'],
    ).toBe('memcg'))
})

describe('forms of the kill', () => {
  test('kernel 4.x says it in two lines: one report', () =>
    expect(
      seen(
        'java invoked oom-killer: order=0',
        'Out of memory: Kill process 1234 (java) score 905 or sacrifice child',
        'Killed process 1234 (java) total-vm:9kB, anon-rss:8kB',
      ).length,
    ).toBe(1))
  test('only the last line', () =>
    expect(seen('Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB')[0]!.about.pid).toBe(1705))
  test('nobody to kill', () => expect(seen('Out of memory and no killable processes...')[0]!.fields['noVictim']).toBe(true))
  test('two victims are two reports', () =>
    expect(
      seen(
        INVOKED,
        'Out of memory: Killed process 1 (kvm) total-vm:9kB, anon-rss:8kB',
        INVOKED,
        'Out of memory: Killed process 2 (kvm) total-vm:9kB, anon-rss:8kB',
      ).length,
    ).toBe(2))
})

test('whoever writes it and is not the kernel convicts nobody', () =>
  expect(
    runParser(oomReport, [
      recordOf('Out of memory: Killed process 1705 (kvm) total-vm:9kB, anon-rss:8kB', { ident: 'logger', transport: 'userspace' }),
    ]),
  ).toEqual([]))
