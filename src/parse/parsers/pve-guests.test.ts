import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { pveGuestsParser } from './pve-guests.ts'

const LINES = `/etc/pve/nodes/pve1/qemu-server/102.conf:memory: 8192
/etc/pve/nodes/pve1/qemu-server/102.conf:name: maas
/etc/pve/nodes/pve1/qemu-server/102.conf:[before]
/etc/pve/nodes/pve1/qemu-server/102.conf:memory: 16384
/etc/pve/nodes/pve2/qemu-server/103.conf:memory: 4096
/etc/pve/nodes/pve1/qemu-server/104.conf:memory: 4096
/run/qemu-server/102.pid:pid: 1705
ps: 1705 3600 8042820 Sl   Tue Jul 29 17:00:18 2025 ep_poll                  kvm`

const look = (lines = LINES, node = 'pve1') =>
  runParser(
    pveGuestsParser,
    lines.split('\n').map((line) => recordOf(line, { source: { file: 'guests.txt', side: 'host', node } })),
  )
const kinds = (lines?: string, node?: string) => look(lines, node).map(({ kind, about }) => `${kind} ${about.guest ?? about.node}`)

test('names and sizes of all guests, as they are and not as a snapshot has them', () =>
  expect(look()[0]).toMatchObject({
    kind: 'guest.known',
    about: { guest: '102', guestKind: 'vm', node: 'pve1' },
    fields: { name: 'maas', memoryMiB: 8192 },
  }))
test('the process of a guest tells since when it runs', () =>
  expect(look().find(({ kind }) => kind === 'vm.process')).toMatchObject({ at: Date.UTC(2025, 6, 29, 17, 0, 18), about: { pid: 1705 } }))
test('only guests that run on this node count for it', () =>
  expect(look().find(({ kind }) => kind === 'host.guests-configured')?.fields).toEqual({ guests: 1, configuredKiB: 8192 * 1024 }))
test('another node knows them, and says nothing of their processes', () =>
  expect(kinds(LINES, 'pve9')).toEqual(['guest.known 102', 'guest.known 103', 'guest.known 104']))
test('a pid file without its process proves nothing', () =>
  expect(kinds(LINES.replace(/^ps.*$/m, 'x')).filter((kind) => kind.startsWith('qemu.status') || kind.startsWith('vm.process'))).toEqual(
    [],
  ))
