import { describe, expect, test } from 'vitest'
import { createPseudonyms } from './pseudonyms.ts'

const line = (text: string, hosts = ['pve', 'lugia'], guests = ['maas', 'web']) => createPseudonyms(hosts, guests).line(text)

describe('names', () => {
  test.each([
    ['Jul 29 16:19:25 lugia kernel: kvm invoked oom-killer', 'Jul 29 16:19:25 host2 kernel: kvm invoked oom-killer'],
    ['Jul 29 16:19:25 pve pve-ha-lrm[1450]: status change', 'Jul 29 16:19:25 host1 pve-ha-lrm[1450]: status change'],
    ['2025-07-29T16:19:25-07:00 pve kernel: x', '2025-07-29T16:19:25-07:00 host1 kernel: x'],
    ['{"_HOSTNAME":"pve","MESSAGE":"pve-data-tpool is full"}', '{"_HOSTNAME":"host1","MESSAGE":"pve-data-tpool is full"}'],
    ['UPID:pve:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve:', 'UPID:host1:0000D431:0012F0AA:688956FC:qmstop:102:alice@pve:'],
    ['/etc/pve/nodes/pve/qemu-server/102.conf:name: web', '/etc/pve/nodes/host1/qemu-server/102.conf:name: guest2'],
    ["node 'pve': state changed from 'online' => 'unknown'", "node 'host1': state changed from 'online' => 'unknown'"],
    ['reached lugia.example.org and maas.local', 'reached host2 and guest1'],
  ])('%s', (before, after) => expect(line(before)).toBe(after))
  test.each([
    'maas-regiond[1049]: maas.import-images: [info] Downloading image descriptions',
    'WARNING: Thin pool pve-data-tpool data is now 96.15% full.',
    'a web server',
    'lugia2 is another',
  ])('not a name here: %s', (text) => expect(line(text)).toBe(text))
})

describe('addresses', () => {
  test('the same one always by the same, special ones stay', () =>
    expect(line('10.0.0.5 192.168.4.53 10.0.0.5 127.0.0.1 0.0.0.0 ::ffff:10.0.0.5')).toBe(
      '10.200.0.1 10.200.0.2 10.200.0.1 127.0.0.1 0.0.0.0 ::ffff:10.200.0.1',
    ))
  test('IPv6 and MAC', () =>
    expect(line('fe80::1ff:fe23:4567:890a BC:24:11:00:00:01 2001:db8:85a3:0:0:8a2e:370:7334')).toBe(
      '2001:db8::1 02:00:00:00:00:01 2001:db8::2',
    ))
  test.each([
    '16:19:25',
    '0000:84:00.0',
    '6.14.8-2-pve',
    'UPID:x:0000D431:0012F0AA:688956FC:a:1:b:',
    '9.0.3',
    '[ 1234.567890] x',
    'order:0, mode:0x140dca',
  ])('no address: %s', (text) => expect(line(text)).toBe(text))
})

test('a path of a bundle', () =>
  expect(createPseudonyms(['pve'], ['maas']).path('nodes/pve/journal.ndjson')).toBe('nodes/host1/journal.ndjson'))
test('it is told how much was replaced', () => {
  const one = createPseudonyms(['lugia'], [])
  one.line('lugia 10.0.0.5 10.0.0.6 lugia')
  expect(one.counts()).toEqual({ names: 2, addresses: 2, macs: 0 })
})
