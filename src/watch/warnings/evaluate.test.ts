import { describe, expect, test } from 'vitest'
import type { ClusterState } from '../../model/index.ts'
import { node, sighting } from '../sighting.fixture.ts'
import { NO_CURVES, stateOf } from '../state.ts'
import { NOTHING, transitionsOf } from '../transitions.ts'
import { evaluate, type RaisedSigns } from './evaluate.ts'
import { memoryWarning } from './memory.ts'
import { storageWarning } from './storage.ts'

const settings = { memoryAt: 0.85, storageAt: 0.85 }
const total = 16_777_216
const stateAt = (used: number, pressure: number | null, reclaimable = 0): ClusterState => {
  const look = sighting(
    0,
    [],
    [
      node('pve', {
        memory: {
          totalKiB: total,
          freeKiB: total * (1 - used - reclaimable),
          arcKiB: total * reclaimable,
          arcReclaimableKiB: total * reclaimable,
          guests: [],
          otherKiB: 0,
          swapTotalKiB: 0,
          swapFreeKiB: 0,
        },
        memoryPressure: pressure,
        killedNext: [{ kind: 'vm', id: '102', name: 'maas' }],
      }),
    ],
  )
  return stateOf(look, transitionsOf(NOTHING, look).remembered, NO_CURVES, new Map(), [])
}
const run = (
  looks: readonly (readonly [number, ClusterState])[],
  silences = [] as { about: string; until: number; because: string; by: string }[],
) => {
  let raised: RaisedSigns = {}
  return looks.map(([now, state]) => {
    const result = evaluate(raised, state, [memoryWarning], settings, silences, now)
    raised = JSON.parse(JSON.stringify(result.raised))
    return result.messages.map(({ kind }) => kind).join() || (result.standing.length > 0 ? 'stands' : '-')
  })
}

describe('memory of a host', () => {
  test.each([
    ['a ZFS host at 90 % of which ARC gives back a third', 0.6, null, 0.3, 'clear'],
    ['90 %, nobody waits', 0.9, 0, 0, 'between'],
    ['90 %, tasks wait a little', 0.9, 0.5, 0, 'raised'],
    ['90 %, pressure not measured', 0.9, null, 0, 'raised'],
    ['a livelock at 80 %', 0.8, 45, 0, 'raised'],
    ['80 %, calm', 0.8, 0, 0, 'between'],
    ['97 %, calm all the same', 0.97, 0, 0, 'raised'],
    ['half', 0.5, 0, 0, 'clear'],
  ] as const)('%s', (_, used, pressure, reclaimable, level) =>
    expect(memoryWarning.signs(stateAt(used, pressure, reclaimable), settings)[0]?.level).toBe(level),
  )
  test('told after two minutes, once, although it dances on the line; over when it is well below', () =>
    expect(
      run([
        [0, stateAt(0.9, 1)],
        [60_000, stateAt(0.9, 1)],
        [120_000, stateAt(0.9, 1)],
        [130_000, stateAt(0.83, 0)],
        [140_000, stateAt(0.9, 1)],
        [150_000, stateAt(0.7, 0)],
      ]),
    ).toEqual(['-', '-', 'warning', 'stands', 'stands', 'calm']))
  test('a short spike is not told', () =>
    expect(
      run([
        [0, stateAt(0.96, 9)],
        [60_000, stateAt(0.5, 0)],
        [300_000, stateAt(0.5, 0)],
      ]),
    ).toEqual(['-', '-', '-']))
  test('a silence is seen and not told', () =>
    expect(
      run(
        [
          [0, stateAt(0.9, 1)],
          [120_000, stateAt(0.9, 1)],
        ],
        [{ about: 'pve', until: 1e15, because: 'x', by: 'a' }],
      ),
    ).toEqual(['-', 'stands']))
  test('it names who would be killed', () => expect(memoryWarning.signs(stateAt(0.9, 1), settings)[0]?.text).toContain('102 (maas) first'))
})

test('a thin pool’s metadata is told beside its data', () => {
  const state = { ...stateAt(0.1, 0), storages: [{ id: 'local-lvm', node: 'pve', usedFraction: 0.4, metadataFraction: 0.97 }] }
  expect(storageWarning.signs(state, settings).map(({ about, level, urgency }) => [about, level, urgency])).toEqual([
    ['local-lvm (pve)', 'clear', 'P3'],
    ['local-lvm (pve) metadata', 'raised', 'P2'],
  ])
})
