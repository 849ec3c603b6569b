import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { file, GIB } from '../files.fixture.ts'
import { readFacts } from './read.ts'

const guest = (key: string, ...files: Parameters<typeof readFacts>[0]) => readFacts(files).guests.get(key)!
const node = (...files: Parameters<typeof readFacts>[0]) => [...readFacts(files).nodes.values()][0]!

describe('guests', () => {
  test('the name of a guest may hold a space', () =>
    expect(guest('vm:104', file('qm.txt', '       104 VM 104               stopped    2048              32.00 0         '))).toMatchObject({
      name: 'VM 104',
      memory: { kib: 2 * GIB },
      running: { value: false },
    }))
  test('a paused guest holds its memory', () =>
    expect(
      guest('vm:104', file('qm.txt', '       104 a                    io-error   2048              32.00 12345     ')).running!.value,
    ).toBe(true))
  test('the lock of a container may be there or not', () => {
    expect(guest('ct:203', file('pct.txt', '203        running    backup       frigate             ')).name).toBe('frigate')
    expect(guest('ct:203', file('pct.txt', '203        stopped                 frigate             ')).running!.value).toBe(false)
  })
  test('its configuration by the name of the file, its path, or the command', () => {
    const text = 'memory: 6144\nballoon: 2048\nonboot: 1\nname: maas\ntags: dhcp;core'
    for (const one of [
      file('qm-config-102.txt', text),
      file('etc/pve/nodes/pve/qemu-server/102.conf', text),
      file('x', text, { origin: 'qm config 102' }),
    ])
      expect(guest('vm:102', one)).toMatchObject({
        memory: { kib: 6 * GIB },
        balloon: { kib: 2 * GIB },
        onboot: { value: true },
        name: 'maas',
        tags: ['dhcp', 'core'],
      })
  })
  test('snapshots below the live values are not read', () =>
    expect(guest('vm:102', file('qemu-server/102.conf', 'memory: 6144\n\n[before]\nmemory: 2048\n')).memory!.kib).toBe(6 * GIB))
  test('values of several guests with their file before each line', () =>
    expect(
      guest(
        'ct:203',
        file('grep.txt', '/etc/pve/nodes/pve/qemu-server/102.conf:memory: 6144\n/etc/pve/nodes/pve/lxc/203.conf:memory: 2048'),
      ),
    ).toMatchObject({ node: 'pve', memory: { kib: 2 * GIB } }))
  test('memory with its present value, from 8.1 on', () =>
    expect(guest('vm:102', file('qm-config-102.txt', 'memory: current=8192')).memory!.kib).toBe(8 * GIB))
})

describe('nodes', () => {
  test('/proc/meminfo, and huge pages', () =>
    expect(node(file('meminfo', 'MemTotal:       16302456 kB\nHugePages_Total:    1024\nHugetlb:         2097152 kB\n'))).toMatchObject({
      memTotal: { kib: 16_302_456 },
      hugepages: { kib: 2 * GIB },
    }))
  test('a host named by others is the place of files that name none', () =>
    expect(
      readFacts([file('a', 'MemTotal: 16302456 kB', { node: 'pve' }), file('b', 'SwapTotal: 0 kB')]).nodes.get('pve')!.swapTotal!.kib,
    ).toBe(0))
  test('arcstats', () =>
    expect(
      node(file('arcstats', 'size                            4    1073741824\nc_max                           4    2147483648\n')),
    ).toMatchObject({
      arcSize: { kib: GIB },
      arcMax: { kib: 2 * GIB },
    }))
  test('a bare number is the limit only where the file says so', () => {
    expect(node(file('x', 'MemTotal: 1 kB\n2147483648')).arcSetting).toBeUndefined()
    expect(node(file('sys/module/zfs/parameters/zfs_arc_max', '2147483648')).arcSetting!.kib).toBe(2 * GIB)
  })
  test('modules of memory', () =>
    expect(node(file('dmidecode', '\tSize: 16 GB\n\tSize: 16 GB\n\tSize: No Module Installed\n')).modules!.kib).toBe(32 * GIB))
})

describe('processes', () => {
  test('ps by its header', () => {
    const { processes } = node(
      file(
        'ps',
        '    PID USER       RSS COMMAND\n   1705 root   8049380 /usr/bin/kvm -id 102 -name maas,debug-threads=on -m 8192\n     12 root         0 [kswapd0]\n',
      ),
    )
    expect(processes.get(1705)).toMatchObject({ name: 'kvm', rssKiB: 8_049_380, guest: 'vm:102' })
    expect(processes.get(12)!.kernelThread).toBe(true)
  })
  test('files below /proc, with swap and page tables', () =>
    expect(
      node(
        file(
          'proc',
          [
            '/proc/1705/status:Name:\tkvm',
            '/proc/1705/status:VmRSS:\t 8049380 kB',
            '/proc/1705/status:VmSwap:\t    4096 kB',
            '/proc/1705/status:VmPTE:\t   17076 kB',
            '/proc/1705/oom_score_adj:-500',
            '/proc/1705/cgroup:0::/qemu.slice/102.scope',
          ].join('\n'),
        ),
      ).processes.get(1705),
    ).toMatchObject({ name: 'kvm', rssKiB: 8_049_380, swapKiB: 4096, tablesKiB: 17_076, adj: -500, guest: 'vm:102', kernelThread: false }))
})

test('two looks at one node: the newer counts, the older tells the growth', () => {
  const pve = node(
    file('a/meminfo', 'MemTotal: 16000000 kB\nMemAvailable: 8000000 kB', { node: 'pve', collectedAt: '2026-01-01T10:00:00.000Z' }),
    file('b/meminfo', 'MemTotal: 16000000 kB\nMemAvailable: 6000000 kB', { node: 'pve', collectedAt: '2026-01-01T12:00:00.000Z' }),
  )
  expect(pve.memAvailable!.kib).toBe(6_000_000)
  expect(pve.samples.map(({ usedKiB }) => usedKiB).toSorted((a, b) => a - b)).toEqual([8_000_000, 10_000_000])
})
test('what live collection brings: identity, runtime files, all configurations at once', () => {
  const facts = readFacts([
    file('nodes/box/identity.txt', '1785370000.1\n86400.00 1.0\nabc\nLinux 6.8.12-9-pve\npve1\n/usr/share/zoneinfo/UTC\n', { node: 'box' }),
    file('nodes/box/memory.txt', 'MemTotal: 16302456 kB\n', { node: 'box' }),
    file(
      'nodes/box/guests.txt',
      [
        '/etc/pve/nodes/pve1/qemu-server/102.conf:name: maas',
        '/etc/pve/nodes/pve1/qemu-server/102.conf:memory: 8192',
        '/etc/pve/nodes/pve1/qemu-server/102.conf:[before]',
        '/etc/pve/nodes/pve1/qemu-server/102.conf:memory: 2048',
        '/etc/pve/nodes/pve2/lxc/203.conf:memory: 512',
        '/run/qemu-server/102.pid:pid: 1705',
        'ps: 1705 7200 8049380 Sl Tue Jul 29 16:19:25 2025 ep_poll kvm',
      ].join('\n'),
      { node: 'box' },
    ),
  ])
  expect(facts.guests.get('vm:102')).toMatchObject({
    node: 'pve1',
    memory: { kib: 8 * GIB },
    running: { value: true },
    pid: { value: 1705 },
  })
  expect(facts.guests.get('ct:203')).toMatchObject({ node: 'pve2' })
  expect(facts.nodes.get('pve1')).toMatchObject({ memTotal: { kib: 16_302_456 }, kernel: { value: '6.8.12-9-pve' } })
  expect(facts.nodes.get('pve1')!.processes.get(1705)).toMatchObject({ name: 'kvm', rssKiB: 8_049_380 })
})
test('an answer of the API', () =>
  expect(
    guest(
      'vm:102',
      file(
        'resources.json',
        JSON.stringify({
          data: [{ type: 'qemu', vmid: 102, node: 'pve2', name: 'maas', status: 'running', maxmem: 8 * 1024 ** 3, hastate: 'started' }],
        }),
      ),
    ),
  ).toMatchObject({ node: 'pve2', running: { value: true }, memory: { kib: 8 * GIB }, ha: { value: 'started' } }))
test('what is no figure is passed over', () => {
  const facts = readFacts([file('notes.txt', 'memory: we should buy more\n102 running away\n{"not": "closed"\n')])
  expect([facts.guests.size, [...facts.nodes.values()].filter(({ memTotal }) => memTotal).length]).toEqual([0, 0])
})

test('whatever the texts hold, reading never throws and no figure is no number', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'MemTotal:',
      'kB',
      'VMID',
      'running',
      '102',
      'memory:',
      '[',
      '==> /etc/pve/qemu-server/102.conf <==',
      '{"data":[',
      'PID',
      'RSS',
    ),
    fc.constantFrom(
      '/proc/1/status:VmRSS:',
      'c_max',
      '4',
      '-1',
      '99999999999999999999',
      'ps:',
      'vm:',
      '\tnodes',
      '"nodelist"',
      'Killed process',
    ),
    fc.string({ maxLength: 12 }),
  )
  const text = fc
    .array(
      fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
      { maxLength: 30 },
    )
    .map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(
      text,
      fc.constantFrom('a.txt', 'qemu-server/102.conf', 'ha/resources.cfg', 'corosync.conf', 'zfs_arc_max'),
      (content, name) => {
        const facts = readFacts([file(name, content)])
        const figures = [...facts.nodes.values(), ...facts.guests.values()].flatMap((one) =>
          Object.values(one).flatMap((value) =>
            value !== null && typeof value === 'object' && 'kib' in value ? [value.kib as number] : [],
          ),
        )
        for (const kib of figures) expect(Number.isFinite(kib)).toBe(true)
      },
    ),
  )
})
test('minutes of the round-robin database', () => {
  const rows = [0, 60, 120].map((time, n) => ({ time: 1_785_370_000 + time, memtotal: 16e9, memused: 8e9 + n * 1e8 }))
  expect(node(file('rrd-node-hour.json', JSON.stringify(rows), { node: 'pve' })).samples.map(({ usedKiB }) => usedKiB)).toEqual([
    7_812_500, 7_910_156, 8_007_813,
  ])
})
