import { expect, test } from 'vitest'
import type { ApiPoll } from '../../collect/index.ts'
import { lookByApi } from './by-api.ts'

const vm = (vmid: number, changes: object = {}) => ({ type: 'qemu', vmid, node: 'pve1', status: 'running', uptime: 90, cpu: 0, ...changes })
const poll = (looks: object[][], states: Record<string, string | null>, asked: string[] = []): ApiPoll => ({
  url: 'https://pve1:8006',
  ask: async () => {
    const resources = looks.shift()
    if (!resources) throw new Error('the API of pve1 does not answer')
    return { resources: resources as Record<string, unknown>[], status: null }
  },
  halted: async (_, id) => {
    asked.push(id)
    return states[id] ?? null
  },
  close: () => {},
})

test('only what stands still is asked, and what QEMU holds is told', async () => {
  const asked: string[] = []
  const eyes = lookByApi(
    [poll([[vm(1), vm(2), vm(3, { cpu: 0.1 }), vm(4, { lock: 'snapshot' })]], { 1: 'io-error', 2: 'running' }, asked)],
    () => 7,
  )
  expect((await eyes.look()).guests.map(({ id, halted }) => [id, halted])).toEqual([
    ['1', 'io-error'],
    ['2', null],
    ['3', null],
    ['4', null],
  ])
  expect(asked).toEqual(['1', '2'])
})
test('one that does not answer this time is still held; one that works again is not', async () => {
  const states: Record<string, string | null> = { 1: 'io-error' }
  const eyes = lookByApi([poll([[vm(1)], [vm(1)], [vm(1, { cpu: 0.2 })]], states)], () => 7)
  const held = async () => (await eyes.look()).guests[0]!.halted
  expect(await held()).toBe('io-error')
  states['1'] = null
  expect(await held()).toBe('io-error')
  expect(await held()).toBeNull()
})
test('of a thousand idle ones eight are asked in a look, all in turn', async () => {
  const asked: string[] = []
  const many = Array.from({ length: 20 }, (_, n) => vm(100 + n))
  const eyes = lookByApi([poll([many, many, many], {}, asked)], () => 7)
  await eyes.look()
  expect(asked).toHaveLength(8)
  await eyes.look()
  await eyes.look()
  expect(new Set(asked).size).toBe(20)
})
test('a cluster that does not answer is a failed look', () =>
  expect(lookByApi([poll([], {})], () => 7).look()).rejects.toThrow('does not answer'))
