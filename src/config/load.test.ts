import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig, parseConfig } from './load.ts'

const mistake = (text: string): string => {
  try {
    parseConfig(text, 'w.yaml')
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('it was accepted')
}

test('a whole file', () => {
  const config = parseConfig(
    `
hosts:
  - { name: pve1, ssh: pve1 }
  - { name: box, ssh: local, kind: libvirt, sudo: true }
api:
  - { url: 'https://pve1:8006', token: { file: /etc/whydown/token }, fingerprint: '${'AB:'.repeat(31)}AB' }
guests:
  - { id: 102, name: maas, ssh: maas }
  - { id: 200, kind: ct }
escalation:
  - { who: Gary, reach: '+1 555 0100', when: the cluster has no quorum }
capacity: { headroomPercent: 25, hostReserve: 2G }
watch: { every: 60s }
`,
    'w.yaml',
  )
  expect(config.hosts.map((host) => [host.name, host.kind, host.sudo])).toEqual([
    ['pve1', 'pve', false],
    ['box', 'libvirt', true],
  ])
  expect(config.guests.map(({ id, kind }) => `${kind}:${id}`)).toEqual(['vm:102', 'ct:200'])
  expect(config.capacity).toEqual({ headroomPercent: 25, hostReserve: 2 * 1024 ** 3 })
  expect(config.watch).toEqual({ every: '60s' })
})

test('an empty file is the defaults', () => expect(parseConfig('# nothing yet\n', 'w.yaml').capacity.headroomPercent).toBe(20))

describe('a mistake is named with its line and column', () => {
  test('a key that does not exist', () => expect(mistake('hosts: []\nhost: x\n')).toBe('w.yaml:2:1: "host" is not a key.'))
  test('a key inside a host', () =>
    expect(mistake('hosts:\n  - name: a\n    ssh: a\n    port: 22\n')).toBe('w.yaml:4:5: "port" is not a key of hosts[0].'))
  test('a secret in the file', () =>
    expect(mistake("api:\n  - url: 'https://x:8006'\n    token: root@pam!x=123\n")).toMatch(
      /^w\.yaml:3:12: api\[0\]\.token names where the secret is/,
    ))
  test('plain http', () => expect(mistake("api:\n  - url: 'http://x:8006'\n    token: { env: T }\n")).toMatch(/^w\.yaml:2:10: /))
  test('broken YAML', () => expect(mistake('hosts: [\n')).toMatch(/^w\.yaml:\d+:\d+: /))
  test('an option smuggled in as a host', () =>
    expect(mistake('hosts:\n  - { name: a, ssh: -oProxyCommand=x }\n')).toContain('begins with a dash'))
  test('one host twice', () =>
    expect(mistake('hosts:\n  - { name: a, ssh: a }\n  - { name: a, ssh: b }\n')).toBe('w.yaml: the host a is there twice.'))
  test('a size that is none', () => expect(mistake('capacity: { hostReserve: lots }\n')).toContain('write 2G'))
})

test('no file anywhere is no error', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'whydown-config-'))
  const loaded = await loadConfig({ env: { HOME: empty, XDG_CONFIG_HOME: empty }, cwd: empty })
  expect(loaded.config.hosts).toEqual([])
})
test('the nearest file is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whydown-config-'))
  writeFileSync(join(folder, 'whydown.yaml'), 'hosts: [{ name: a, ssh: a }]\n')
  expect((await loadConfig({ env: { HOME: folder }, cwd: folder })).config.hosts[0]?.name).toBe('a')
})
