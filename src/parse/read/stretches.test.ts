import { expect, test } from 'vitest'
import { type Anchor, chooseStretches, isInside, mergeSpans } from './stretches.ts'

const MINUTE = 60_000_000
const T0 = 1_750_000_000_000_000
const at = (minutes: number, more: Partial<Anchor> = {}): Anchor => ({
  realtimeUs: T0 + minutes * MINUTE,
  intent: false,
  mine: false,
  ...more,
})
const minutes = (us: number): number => (us - T0) / MINUTE
const days = (n: number): Anchor[] => Array.from({ length: n }, (_, day) => at(day * 1440))

test('few faults: an hour on both sides of each, and there is room for more', () => {
  const { chosen, room } = chooseStretches([at(0), at(10), at(600)])
  expect(chosen.map(({ sinceUs, untilUs }) => [minutes(sinceUs), minutes(untilUs)])).toEqual([
    [-60, 70],
    [540, 660],
  ])
  expect(room).toBe(true)
})
test('very many faults: the newest', () => {
  const { chosen, room } = chooseStretches(days(100))
  expect(room).toBe(false)
  expect(chosen).toHaveLength(10)
  expect(minutes(chosen[0]!.sinceUs)).toBe(90 * 1440 - 60)
})
test('nearest to the moment that is asked about, before or after it', () => {
  const { chosen } = chooseStretches(days(100), { at: T0 / 1000 + 20 * 86_400_000 })
  expect(isInside(chosen, at(20 * 1440).realtimeUs)).toBe(true)
  expect(isInside(chosen, at(99 * 1440).realtimeUs)).toBe(false)
})
test('of the guest that is asked about, however old', () => {
  const { chosen } = chooseStretches([...days(100), at(700, { mine: true })])
  expect(isInside(chosen, at(700).realtimeUs)).toBe(true)
})
test('only of the span that is asked about', () => {
  const { chosen, room } = chooseStretches(days(100), { since: T0 / 1000 + 30 * 86_400_000, until: T0 / 1000 + 33 * 86_400_000 })
  expect(room).toBe(true)
  expect(chosen).toHaveLength(4)
})
test('what broke before what was asked for', () => {
  const { chosen } = chooseStretches([...days(10), ...Array.from({ length: 50 }, (_, n) => at(20_000 + n * 30, { intent: true }))])
  expect(minutes(chosen.at(-1)!.untilUs)).toBe(9 * 1440 + 30)
})
test('a log full of faults is not one endless stretch', () => {
  const { chosen, room } = chooseStretches(Array.from({ length: 20_000 }, (_, n) => at(n)))
  expect(room).toBe(false)
  expect(minutes(chosen[0]!.sinceUs)).toBeGreaterThan(15_000)
})
test('a moment between two spans is in none', () => {
  const spans = mergeSpans([
    { sinceUs: 10, untilUs: 20 },
    { sinceUs: 15, untilUs: 30 },
    { sinceUs: 50, untilUs: 60 },
  ])
  expect(spans).toHaveLength(2)
  expect([5, 10, 30, 40, 55, 61].map((us) => isInside(spans, us))).toEqual([false, true, true, false, true, false])
})
