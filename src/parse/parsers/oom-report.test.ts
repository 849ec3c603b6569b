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

describe('versions of the report', () => {
  const head = (columns: string) => `[ pid ]   uid  tgid total_vm      rss ${columns} oom_score_adj name`
  const FIGURES = [
    'active_anon:3800000 inactive_anon:1000 isolated_anon:0',
    'free:21500 free_pcp:120 free_cma:0',
    '4171614 pages RAM',
    '96000 pages reserved',
  ]
  const KILL = 'Out of memory: Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB, shmem-rss:0kB'
  const versions: readonly (readonly [string, readonly string[]])[] = [
    [
      '4.4',
      [
        head('nr_ptes nr_pmds swapents'),
        '[ 1705]     0  1705  2431855  2012345    4200      13        0             0 kvm',
        '[ 1801]     0  1801  1310720  1050400    2100      9        0             0 kvm',
        'Out of memory: Kill process 1705 (kvm) score 480 or sacrifice child',
        'Killed process 1705 (kvm) total-vm:9727420kB, anon-rss:8042820kB, file-rss:6560kB',
      ],
    ],
    [
      '4.12',
      [
        head('nr_ptes nr_pmds nr_puds swapents'),
        '[ 1705]     0  1705  2431855  2012345    4200      13       3        0             0 kvm',
        '[ 1801]     0  1801  1310720  1050400    2100      9       3        0             0 kvm',
        'Out of memory: Kill process 1705 (kvm) score 480 or sacrifice child',
        KILL.replace('Out of memory: ', ''),
      ],
    ],
    [
      '4.15',
      [
        head('pgtables_bytes swapents'),
        '[ 1705]     0  1705  2431855  2012345 17485824        0             0 kvm',
        '[ 1801]     0  1801  1310720  1050400  9123456        0             0 kvm',
        'Out of memory: Kill process 1705 (kvm) score 480 or sacrifice child',
        KILL.replace('Out of memory: ', ''),
      ],
    ],
    [
      '5.2',
      [
        head('pgtables_bytes swapents').replace('[ pid ]', '[  pid  ]'),
        '[   1705]     0  1705  2431855  2012345 17485824        0             0 kvm',
        '[   1801]     0  1801  1310720  1050400  9123456        0             0 kvm',
        'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        KILL,
      ],
    ],
    [
      '5.15',
      [
        head('pgtables_bytes swapents').replace('[ pid ]', '[  pid  ]'),
        '[   1705]     0  1705  2431855  2012345 17485824        0             0 kvm',
        '[   1801]     0  1801  1310720  1050400  9123456        0             0 kvm',
        'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        `${KILL}, UID:0 pgtables:17076kB oom_score_adj:0`,
        'oom_reaper: reaped process 1705 (kvm), now anon-rss:0kB, file-rss:6560kB, shmem-rss:0kB',
      ],
    ],
    [
      '6.8',
      [
        head('rss_anon rss_file rss_shmem pgtables_bytes swapents').replace('[ pid ]', '[  pid  ]'),
        '[   1705]     0  1705  2431855  2012345  2010705     1640         0 17485824        0             0 kvm',
        '[   1801]     0  1801  1310720  1050400  1048800     1600         0  9123456        0             0 kvm',
        'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=qemu.slice,mems_allowed=0,global_oom,task_memcg=/qemu.slice/102.scope,task=kvm,pid=1705,uid=0',
        `${KILL}, UID:0 pgtables:17076kB oom_score_adj:0`,
      ],
    ],
  ]
  for (const [version, lines] of versions)
    test(`${version}: one report, its victim, its table, and why it was chosen`, () => {
      const reports = seen(INVOKED, ...FIGURES, ...lines).filter((o) => o.kind === 'kernel.oom-report')
      expect(reports.length).toBe(1)
      expect(reports[0]).toMatchObject({
        about: { pid: 1705, process: 'kvm' },
        fields: { scope: 'global', victimIsVmm: true, anonRssKiB: 8042820 },
      })
      expect(reports[0]!.fields['guestsRssKiB']).toBe((2012345 + 1050400) * 4)
      expect(reports[0]!.fields['chosen']).toMatch(/kvm \(pid 1705\) gave back the most: 7\.\d+ GiB; the next was kvm \(pid 1801\)/)
    })
  test('every process of a cgroup, where memory.oom.group is set', () => {
    const reports = seen(
      'Tasks in /kubepods/pod1 are going to be killed due to memory.oom.group set',
      'Memory cgroup out of memory: Killed process 11 (qemu-system-x86) total-vm:9kB, anon-rss:8kB',
      'Memory cgroup out of memory: Killed process 12 (virtiofsd) total-vm:9kB, anon-rss:8kB',
    )
    expect(reports.map((o) => [o.about.pid, o.fields['scope']])).toEqual([
      [11, 'memcg'],
      [12, 'memcg'],
    ])
  })
  test('other lines in between', () =>
    expect(
      seen(INVOKED, 'vmbr0: port 3(tap102i0) entered disabled state', 'usb 1-4: new low-speed USB device', KILL).map((o) => o.about.pid),
    ).toEqual([1705]))
})
