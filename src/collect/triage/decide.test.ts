import { describe, expect, test } from 'vitest'
import { type Asked, decide, type HostTriage, resolveGuest } from './decide.ts'
import { readEnds } from './ends.ts'
import { readGuests } from './guests.ts'
import { readMachineFacts } from './machine-facts.ts'
import { readTasks } from './tasks.ts'

const NOW = Date.UTC(2025, 6, 30, 0, 0)
const window = { from: NOW - 6 * 3_600_000, to: NOW }
const at = (clock: string) => Date.parse(`2025-07-29T${clock}Z`)
const boots = (...spans: [string, string][]) =>
  JSON.stringify(
    spans.map(([from, to], n) => ({
      index: n - spans.length + 1,
      boot_id: String(n).repeat(32),
      first_entry: Date.parse(from) * 1000,
      last_entry: Date.parse(to) * 1000,
    })),
  )
const LONG: [string, string] = ['2025-06-12T00:00:00Z', '2025-07-29T23:59:00Z']

const GUESTS = `/etc/pve/nodes/pve1/qemu-server/102.conf:agent: 1
/etc/pve/nodes/pve1/qemu-server/102.conf:memory: 8192
/etc/pve/nodes/pve1/qemu-server/102.conf:name: maas
/etc/pve/nodes/pve1/qemu-server/102.conf:[old]
/etc/pve/nodes/pve1/qemu-server/102.conf:name: old-name
/etc/pve/nodes/pve2/qemu-server/103.conf:name: dns
/etc/pve/nodes/pve1/lxc/200.conf:hostname: proxy
/run/qemu-server/102.pid:pid: 60011
/sys/fs/cgroup/lxc/200/:running: 1
ps: 60011 3600 8042820 Sl Tue Jul 29 23:00:18 2025 - kvm`

const host = (change: Partial<HostTriage> = {}): HostTriage => ({
  node: 'pve1',
  facts: readMachineFacts('', boots(LONG)),
  guests: readGuests(GUESTS, 'pve1'),
  ends: [],
  tasks: [],
  ...change,
})
const maas: Asked = { id: '102', kind: 'vm', name: 'maas', node: 'pve1', agent: true, windows: false }
const cleanup = (clock: string, guest = '102') =>
  readEnds(
    JSON.stringify({
      __REALTIME_TIMESTAMP: String(at(clock) * 1000),
      SYSLOG_IDENTIFIER: 'qmeventd',
      MESSAGE: `Starting cleanup for ${guest}`,
    }),
  )

describe('whom the user means', () => {
  const guests = readGuests(GUESTS, 'pve1')
  test('a number, a name, a kind with a number', () =>
    expect(['102', 'MAAS', 'vm:102', 'ct:200', 'proxy'].map((text) => resolveGuest(text, guests)?.id)).toEqual([
      '102',
      '102',
      '102',
      '200',
      '200',
    ]))
  test('a snapshot does not rename the guest', () => expect(resolveGuest('old-name', guests)).toBeNull())
  test('two hosts that are no cluster have a guest of that number each', () =>
    expect(() => resolveGuest('102', [...guests, { ...guests[0]!, node: 'still-fawn', name: 'k3s' }])).toThrow(
      'maas on pve1, k3s on still-fawn',
    ))
  test('a container is no virtual machine', () => expect(resolveGuest('vm:200', guests)).toBeNull())
  test('a name that two guests have is asked back', () =>
    expect(() => resolveGuest('dns', [...guests, { ...guests[0]!, id: '104', name: 'dns' }])).toThrow('vm:103, vm:104'))
})

describe('which layer ended', () => {
  const layer = (hosts: HostTriage[], guest: Parameters<typeof decide>[3] = null) => {
    const { layer: name, focus } = decide(window, hosts, maas, guest)
    return [name, focus.map(({ from, to }) => `${new Date(from).toISOString().slice(11, 16)}-${new Date(to).toISOString().slice(11, 16)}`)]
  }
  test('the process ended and came back, the host did not', () =>
    expect(layer([host({ ends: cleanup('22:19:28') })])).toEqual(['process', ['21:59-22:29', '22:40-23:10']]))
  test('the end of another guest is not its end', () =>
    expect(layer([host({ ends: cleanup('20:19:28', '103') })])[1]).toEqual(['22:40-23:10']))
  test('the host started anew', () =>
    expect(
      layer([
        host({
          facts: readMachineFacts(
            '',
            boots(['2025-06-12T00:00:00Z', '2025-07-29T22:19:00Z'], ['2025-07-29T22:25:00Z', '2025-07-29T23:59:00Z']),
          ),
        }),
      ]),
    ).toEqual(['host', ['21:59-22:35', '22:40-23:10']]))
  const old = readGuests(GUESTS.replace('Jul 29 23:00:18', 'Jul  1 23:00:18'), 'pve1')
  test('nothing ended: the trouble is inside', () => expect(layer([host({ guests: old })])).toEqual(['inside', []]))
  test('only the guest started anew', () =>
    expect(
      layer([host({ guests: old })], {
        facts: readMachineFacts(
          '',
          boots(['2025-07-01T00:00:00Z', '2025-07-29T20:00:00Z'], ['2025-07-29T20:01:00Z', '2025-07-29T23:00:00Z']),
        ),
        offsetMs: 0,
      }),
    ).toEqual(['inside', ['19:40-20:11']]))
  test('the guest is not running', () =>
    expect(layer([host({ guests: readGuests(GUESTS.replace(/^ps.*$/m, ''), 'pve1') })])[0]).toBe('process'))
  test('no host answered', () => expect(layer([])).toEqual(['unknown', []]))
  test('a node that the guest left is read too', () => {
    const { homes } = decide(window, [host(), host({ node: 'pve2', ends: cleanup('20:00:00') }), host({ node: 'pve3' })], maas, null)
    expect(homes).toEqual(['pve1', 'pve2'])
  })
})

test('logs of tasks that may have touched it, and of jobs for everybody', () => {
  const upid = (type: string, id: string, clock: string) =>
    `UPID:pve1:0000D431:0012F0AA:${(at(clock) / 1000).toString(16).toUpperCase()}:${type}:${id}:root@pam:`
  const tasks = readTasks(
    [
      upid('qmstop', '102', '22:19:24'),
      upid('qmstop', '103', '22:19:24'),
      upid('vzdump', '', '22:10:00'),
      upid('vncproxy', '102', '22:19:00'),
      upid('qmstop', '102', '18:30:00'),
    ]
      .map((one) => `${one} ${((at('22:20:00') / 1000) | 0).toString(16).toUpperCase()} OK`)
      .join('\n'),
  )
  const told = decide(window, [host({ tasks })], maas, null).tasks.get('pve1')!
  expect(told.map((one) => one.split(':').slice(5, 7).join(':'))).toEqual(['qmstop:102', 'vzdump:', 'qmstop:102'])
})
