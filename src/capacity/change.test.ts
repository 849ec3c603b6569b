import { describe, expect, test } from 'vitest'
import { applyChanges, parseNodeSize, parseSet } from './change.ts'
import { SIXTEEN } from './files.fixture.ts'
import { readFacts } from './read/read.ts'

const bytes = (text: string) => (/^\d+G$/.test(text) ? Number(text.slice(0, -1)) * 1024 ** 3 : null)

describe('what can be asked', () => {
  test.each([
    ['102.memory=6G', { kind: 'guest', guest: '102', key: 'memory', kib: 6 * 1024 * 1024 }],
    ['102.memory=6144', { kind: 'guest', key: 'memory', kib: 6 * 1024 * 1024 }],
    ['ct:203.memory=2G', { kind: 'guest', guest: 'ct:203' }],
    ['102.onboot=0', { kind: 'guest-flag', key: 'onboot', on: false }],
    ['102.node=pve2', { kind: 'move', to: 'pve2' }],
  ])('%s', (text, change) => expect(parseSet(text, bytes)).toMatchObject(change))
  test.each(['102', '102.memory', '102.memory=six', '102.cores=4', '102.onboot=maybe', '.memory=6G'])('not %s', (text) =>
    expect(() => parseSet(text, bytes)).toThrow(/^--set /),
  )
  test('a size of one node of several', () =>
    expect(parseNodeSize('ram', 'pve2=32G', bytes)).toMatchObject({ node: 'pve2', kib: 32 * 1024 * 1024 }))
  test('no memory at all is refused', () => expect(() => parseNodeSize('ram', '0G', bytes)).toThrow('is not a size'))
})

describe('the facts as they would be', () => {
  const facts = readFacts(SIXTEEN)
  test('the given ones are not touched', () => {
    applyChanges(facts, [parseSet('102.memory=6G', bytes)])
    expect(facts.guests.get('vm:102')!.memory!.kib).toBe(8 * 1024 * 1024)
  })
  test('a name is enough', () =>
    expect(applyChanges(facts, [parseSet('maas.memory=6G', bytes)]).guests.get('vm:102')!.memory!.kib).toBe(6 * 1024 * 1024))
  test('an unknown guest is refused with the known ones', () =>
    expect(() => applyChanges(facts, [parseSet('999.memory=6G', bytes)])).toThrow('there is no guest 999'))
  test('a balloon above the memory is refused as Proxmox does', () =>
    expect(() => applyChanges(facts, [parseSet('102.balloon=9G', bytes)])).toThrow('balloon minimum is above'))
  test('new memory keeps the part that firmware and kernel take', () => {
    const node = applyChanges(facts, [parseNodeSize('ram', '32G', bytes)]).nodes.get('host')!
    expect(node.memTotal!.kib).toBe(Math.round((32 * 1024 * 1024 * 16_302_456) / (16 * 1024 * 1024)))
  })
})
