import { describe, expect, test } from 'vitest'
import { arcLimit } from './arc.ts'
import { emptyNode, type NodeFacts } from './facts.ts'

const GIB = 1024 * 1024
const source = { file: 'arcstats', line: 1, text: '' }
const limit = (facts: Partial<NodeFacts>) => arcLimit({ ...emptyNode('pve'), ...facts }, 16 * GIB)
const figure = (kib: number) => ({ kib, source })

describe('the largest cache', () => {
  test('as the running module says', () =>
    expect(limit({ arcMax: figure(2 * GIB), arcSetting: figure(GIB) })).toMatchObject({ kib: 2 * GIB }))
  test('as set', () => expect(limit({ arcSetting: figure(3 * GIB) })).toMatchObject({ kib: 3 * GIB }))
  test('half of memory until 2.2', () =>
    expect(limit({ arcSetting: figure(0), zfsVersion: { value: '2.2.7', source } })).toMatchObject({ kib: 8 * GIB }))
  test('all but 1 GiB from 2.3 on', () =>
    expect(limit({ arcSetting: figure(0), zfsVersion: { value: '2.3.4', source } })).toMatchObject({ kib: 15 * GIB }))
  test('five eighths where that is more', () =>
    expect(arcLimit({ ...emptyNode('pve'), arcSetting: figure(0), zfsVersion: { value: '2.3.4', source } }, 2 * GIB)).toMatchObject({
      kib: 1.25 * GIB,
    }))
})
test('no ZFS: no cache', () => expect(limit({})).toBeNull())
test('ZFS of an unknown version with the default: unknown, not guessed', () =>
  expect(limit({ arcSetting: figure(0) })).toHaveProperty('unknown'))
