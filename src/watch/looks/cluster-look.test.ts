import { expect, test } from 'vitest'
import { readCluster } from './cluster-look.ts'

const node = (name: string, status = 'online') => ({
  id: `node/${name}`,
  type: 'node',
  node: name,
  status,
  uptime: 500,
  mem: 15,
  maxmem: 16,
  disk: 30,
  maxdisk: 100,
})
const vm = (vmid: number, changes: object = {}) => ({ id: `qemu/${vmid}`, type: 'qemu', vmid, name: `g${vmid}`, node: 'pve1', status: 'running', template: 0, uptime: 90, cpu: 0.02, mem: 2048, maxmem: 4096, netin: 10, netout: '5', ...changes }) // prettier-ignore
const status = [
  { type: 'cluster', id: 'cluster', name: 'lab', quorate: 1 },
  { type: 'node', name: 'pve1', online: 1 },
  { type: 'node', name: 'pve2', online: 0 },
]

test('guests that run and that do not, as Perl tells figures', () => {
  const seen = readCluster({ resources: [node('pve1'), vm(102), vm(103, { status: 'stopped', uptime: 0 })], status }, 7)
  expect(seen.guests.map(({ id, running, uptime, traffic, memoryKiB, pid }) => [id, running, uptime, traffic, memoryKiB, pid])).toEqual([
    ['102', true, 90, 15, 2, null],
    ['103', false, null, null, 2, null],
  ])
  expect([seen.cluster, seen.quorate]).toEqual(['lab', true])
})
test('an unknown guest is not a stopped one, and its node does not answer', () => {
  const seen = readCluster({ resources: [node('pve1'), node('pve2', 'offline'), vm(105, { node: 'pve2', status: 'unknown' })], status }, 7)
  expect(seen.guests).toEqual([])
  expect(seen.missing.map(({ node: name }) => name)).toEqual(['pve2'])
  expect(seen.nodes.map(({ name, online }) => [name, online])).toEqual([
    ['pve1', true],
    ['pve2', false],
  ])
})
test('templates are no guests', () => expect(readCluster({ resources: [vm(900, { template: 1 })], status: null }, 7).guests).toEqual([]))
test('memory that the API calls used is not taken for memory that is gone', () =>
  expect(readCluster({ resources: [node('pve1')], status: null }, 7).nodes[0]!.memory).toBeNull())
test('a shared storage is told once, a hung one not at all', () => {
  const storage = (at: string, name: string, changes: object = {}) => ({ type: 'storage', storage: name, node: at, status: 'available', disk: 1, maxdisk: 4, shared: 0, ...changes }) // prettier-ignore
  const resources = [
    storage('pve1', 'nfs', { shared: 1 }),
    storage('pve2', 'nfs', { shared: 1 }),
    storage('pve1', 'x', { status: 'unknown' }),
  ]
  expect(readCluster({ resources, status: null }, 7).storages).toEqual([
    { id: 'nfs', node: 'pve1', usedFraction: 0.25, metadataFraction: null },
  ])
})
test('without the right to see the quorum nothing is said about it', () =>
  expect(readCluster({ resources: [], status: null }, 7).quorate).toBeNull())
