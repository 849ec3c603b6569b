import { describe, expect, test } from 'vitest'
import { scaleOf, storySpans, ticks } from './scale.ts'

describe('time scale of the page', () => {
  test('one piece is linear from edge to edge', () => {
    const scale = scaleOf([{ from: 0, to: 1000 }], 100, 300)
    expect([scale.x(0), scale.x(500), scale.x(1000)]).toEqual([100, 200, 300])
    expect(scale.x(1001)).toBeNull()
  })
  test('two pieces share the width by their length and the quiet time between them is folded', () => {
    const scale = scaleOf(
      [
        { from: 0, to: 3000 },
        { from: 100_000, to: 101_000 },
      ],
      0,
      440,
      40,
    )
    expect(scale.pieces.map((p) => [p.left, p.right])).toEqual([
      [0, 300],
      [340, 440],
    ])
    expect(scale.folds).toEqual([{ left: 300, right: 340, ms: 97_000 }])
    expect(scale.x(50_000)).toBeNull()
    expect(scale.clamp(50_000)).toBe(320)
    expect(scale.clamp(-5)).toBe(0)
    expect(scale.clamp(999_999)).toBe(440)
  })
  test('a kill and a start 40 minutes later are two stretches; nearby lines are one', () => {
    expect(storySpans([0, 2000, 47_000, 2_451_000])).toHaveLength(2)
    expect(storySpans([0, 2000, 20_000])).toHaveLength(1)
    expect(storySpans([])).toEqual([])
    expect(storySpans([5000])[0]).toMatchObject({ from: expect.any(Number) })
  })
  test('ticks are round and do not crowd', () => {
    const marks = ticks(scaleOf([{ from: 0, to: 600_000 }], 0, 1000))
    expect(marks.map((m) => m.at % 120_000)).toEqual(marks.map(() => 0))
    expect(marks.length).toBeGreaterThan(3)
  })
})
