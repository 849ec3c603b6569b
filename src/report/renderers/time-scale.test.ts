import { describe, expect, it } from 'vitest'
import { timeScale } from './time-scale.ts'

const minute = 60_000

describe('timeScale', () => {
  it('folds a long quiet stretch and keeps the rest linear', () => {
    const scale = timeScale([0, 10_000, 20_000, 40 * minute, 40 * minute + 20_000], 0, 1000, 100, 80)
    expect(scale.folds).toHaveLength(1)
    expect(scale.x(10_000) - scale.x(0)).toBeCloseTo(scale.x(20_000) - scale.x(10_000))
    expect(scale.x(40 * minute) - scale.x(20_000)).toBeCloseTo(100)
    expect(scale.x(40 * minute + 20_000)).toBeCloseTo(1000)
  })
  it('folds nothing where events are even', () =>
    expect(
      timeScale(
        [0, 5, 10, 15].map((m) => m * minute),
        0,
        1000,
        100,
        80,
      ).folds,
    ).toEqual([]))
  it('keeps time in order', () => {
    const scale = timeScale([0, 1, 2, 90 * minute, 300 * minute], 0, 500, 40, 60)
    const places = [0, 1, 2, 45 * minute, 90 * minute, 200 * minute, 300 * minute].map(scale.x)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
  it('places a single event and no event', () => {
    expect(timeScale([5], 0, 100, 10, 10).x(5)).toBe(50)
    expect(timeScale([], 0, 100, 10, 10).x(5)).toBe(50)
  })
})
