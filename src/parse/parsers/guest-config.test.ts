import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { guestConfigParser } from './guest-config.ts'

const FILE = [
  'agent: 1',
  'boot: order=scsi0',
  'cores: 4',
  'cpu: host',
  'memory: 8192',
  'hostpci0: 0000:01:00,pcie=1',
  'ostype: l26',
  'scsi0: local-lvm:vm-102-disk-0,cache=unsafe,size=32G',
  'ide2: none,media=cdrom',
]
const seen = (lines: readonly string[], file = 'sample.log') =>
  runParser(
    guestConfigParser,
    lines.map((line, n) => ({ ...recordOf(line, { line: n + 1 }), source: { file, side: 'host' as const } })),
  )

test('a configuration file, named after its guest', () => {
  const [config] = seen(FILE, 'pve/qemu-102.conf')
  expect(config?.about).toEqual({ guest: '102', guestKind: 'vm' })
  expect(config?.fields).toMatchObject({
    cpu: 'host',
    onboot: false,
    watchdog: false,
    passedThrough: 1,
    unsafeCache: true,
    withoutDiscard: 1,
  })
})
test('the output of qm config', () => expect(seen(['root@pve:~# qm config 105', ...FILE])[0]?.about.guest).toBe('105'))
test('rows that grep took from many files', () => {
  const rows = (id: number) => FILE.map((line) => `/etc/pve/nodes/pve/qemu-server/${id}.conf:${line}`)
  expect(seen([...rows(101), ...rows(102)]).map((o) => o.about.guest)).toEqual(['101', '102'])
})
test('a snapshot does not speak for the present', () =>
  expect(seen([...FILE, '[before-update]', 'watchdog: model=i6300esb'])[0]?.fields['watchdog']).toBe(false))
test('two lines out of one are no configuration', () => expect(seen(['memory: 8192', 'onboot: 0'])).toEqual([]))
