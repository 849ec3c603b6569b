import { expect, it } from 'vitest'
import { layOut } from './label-layout.ts'

it('no label covers another, and what has no room is dropped', () => {
  const labels = Array.from({ length: 40 }, (_, n) => ({ x: 100 + n * 7, text: 'a label of some length', weight: n === 20 ? 9 : 1 }))
  const placed = layOut(labels, { left: 0, right: 500, rows: 3 }, (text) => text.length * 6)
  const kept = placed.filter((p) => p !== null)
  expect(kept.length).toBeGreaterThan(2)
  expect(kept.length).toBeLessThan(40)
  expect(placed[20]).not.toBeNull()
  for (const a of kept) for (const b of kept) if (a !== b && a.row === b.row) expect(a.x + a.width < b.x || b.x + b.width < a.x).toBe(true)
})
