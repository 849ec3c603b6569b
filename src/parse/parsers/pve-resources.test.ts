import { expect, test } from 'vitest'
import { recordOf, runParser } from '../verify.ts'
import { pveResourcesParser } from './pve-resources.ts'

const AT = Date.UTC(2025, 6, 29, 18)
const look = (row: object) => runParser(pveResourcesParser, [recordOf(JSON.stringify(row), { at: AT, stamp: 'absolute' })])
const maas = { id: 'qemu/102', type: 'qemu', vmid: 102, name: 'maas', node: 'pve1', status: 'running', uptime: 3600, maxmem: 8 * 1024 ** 3 }

test('a guest, its name, and since when its process runs', () =>
  expect(look(maas).map(({ kind, about, fields }) => [kind, about.guest, fields['name'] ?? fields['startedAt']])).toEqual([
    ['guest.known', '102', 'maas'],
    ['qemu.status', '102', AT - 3_600_000],
  ]))
test('a node that is not heard of says nothing about its guests', () =>
  expect(look({ ...maas, status: 'unknown' }).map(({ kind }) => kind)).toEqual(['guest.known']))
test('storages are no guests', () => expect(look({ id: 'storage/pve1/local', type: 'storage' })).toEqual([]))
