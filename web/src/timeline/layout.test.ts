import { describe, expect, test } from 'vitest'
import { layoutLane, type TimelineEvent } from './layout.ts'
import { scaleOf } from './scale.ts'

const event = (at: number, text: string, role: string | null = null): TimelineEvent => ({
  ref: `e${at}`,
  at,
  lane: 'kernel',
  text,
  time: '16:19:27',
  role,
  cited: true,
  salience: 'fault',
})
const scale = scaleOf([{ from: 0, to: 100_000 }], 100, 1100)

describe('lane of the timeline', () => {
  test('lines of the same instant are one dot that says how many more', () => {
    const lane = layoutLane('kernel', [event(1000, 'one'), event(1001, 'two'), event(1002, 'three')], scale)
    expect(lane.placed).toHaveLength(1)
    expect(lane.placed[0]!.label?.text).toBe('one +2')
  })
  test('labels never stand over each other', () => {
    const lane = layoutLane(
      'kernel',
      Array.from({ length: 30 }, (_, i) => event(i * 2000, `event number ${i} with words`)),
      scale,
    )
    const boxes = lane.placed.flatMap(({ label }) => {
      if (!label) return []
      const width = (label.text.length + label.time.length + 2) * 7
      const from = label.anchor === 'start' ? label.x : label.x - width
      return [{ row: label.row, from, to: from + width }]
    })
    for (const a of boxes) for (const b of boxes) if (a !== b && a.row === b.row) expect(a.from >= b.to || b.from >= a.to).toBe(true)
    expect(boxes.length).toBeGreaterThan(5)
  })
  test('what is part of the chain is labelled before what is not', () => {
    const crowd = Array.from({ length: 60 }, (_, i) => event(50_000 + i * 900, `ordinary line number ${i}`))
    const lane = layoutLane('kernel', [...crowd, event(70_000, 'Killed process 1705 (kvm)', 'mechanism')], scale)
    expect(lane.placed.find((dot) => dot.role === 'mechanism')?.label?.text).toContain('Killed process')
  })
  test('a hundred thousand lines stay a few hundred dots', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => event(i, `line ${i}`))
    expect(layoutLane('kernel', many, scale).placed.length).toBeLessThan(130)
  })
})
