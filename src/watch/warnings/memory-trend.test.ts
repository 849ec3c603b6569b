import { expect, test } from 'vitest'
import { node, sighting } from '../sighting.fixture.ts'
import { NO_CURVES, stateOf } from '../state.ts'
import { NOTHING, transitionsOf } from '../transitions.ts'
import { memoryTrendWarning } from './memory-trend.ts'

const look = sighting(0, [], [node('pve')])
const state = stateOf(look, transitionsOf(NOTHING, look).remembered, NO_CURVES, new Map(), [])
const level = (fullInHours: number | null) =>
  memoryTrendWarning.signs(
    { ...state, nodes: state.nodes.map((one) => ({ ...one, fullInHours, growthKiBPerHour: 1 })) },
    { memoryAt: 0.85, storageAt: 0.85 },
  )[0]?.level

test.each([
  [2, 'raised'],
  [8, 'between'],
  [40, 'clear'],
  [null, 'clear'],
] as const)('%s hours left', (hours, expected) => expect(level(hours)).toBe(expected))
