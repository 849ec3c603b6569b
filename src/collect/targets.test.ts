import { expect, test } from 'vitest'
import { parseConfig } from '../config/index.ts'
import { targetsOf } from './targets.ts'

const config = parseConfig(
  'hosts: [{ name: pve1, ssh: root@10.0.0.1 }, { name: box, ssh: box, kind: libvirt }]\nguests: [{ id: 102, name: maas, ssh: maas }, { id: 103 }]\n',
  'w.yaml',
)
const names = (nodes: string[], from = config) =>
  targetsOf(from, nodes, {}).hosts.map(({ folder, alias, kind }) => `${folder} ${alias} ${kind}`)

test('the hosts of the configuration', () => expect(names([])).toEqual(['nodes/pve1 root@10.0.0.1 pve', 'nodes/box box libvirt']))
test('only those that were named', () => expect(names(['box'])).toEqual(['nodes/box box libvirt']))
test('one that only ssh knows', () => expect(names(['root@pve9'])).toEqual(['nodes/root_pve9 root@pve9 pve']))
test('guests with a way in', () => expect(targetsOf(config, [], {}).guests.map((guest) => guest.names)).toEqual([['102', 'maas']]))
test('an option is no host', () => expect(() => names(['-oProxyCommand=x'])).toThrow('is not a host'))
