export interface Label {
  readonly x: number
  readonly text: string
  /** Higher is placed first. */
  readonly weight: number
}

export interface Placed {
  /** Left edge. */
  readonly x: number
  readonly width: number
  /** Row below the line, from 0. */
  readonly row: number
}

/**
 * Places labels in rows so that none covers another; what finds no room is `null` and stays in the list.
 * Widths are estimated: no browser is here to measure.
 */
export function layOut(
  labels: readonly Label[],
  area: { readonly left: number; readonly right: number; readonly rows: number },
  measure: (text: string) => number,
): (Placed | null)[] {
  const rows: { from: number; to: number }[][] = Array.from({ length: area.rows }, () => [])
  const placed = new Map<number, Placed>()
  const order = labels.map((label, n) => ({ ...label, n })).toSorted((a, b) => b.weight - a.weight || a.x - b.x)
  for (const label of order) {
    const width = measure(label.text)
    const spot = candidates(label.x, width).find(({ x, row }) => fits(x, width, row))
    if (!spot) continue
    rows[spot.row]?.push({ from: spot.x, to: spot.x + width })
    placed.set(label.n, { ...spot, width })
  }
  return labels.map((_, n) => placed.get(n) ?? null)

  function candidates(at: number, width: number): { x: number; row: number }[] {
    return Array.from({ length: area.rows }, (_, row) => [
      { x: at - 4, row },
      { x: at - width + 4, row },
    ]).flat()
  }

  function fits(x: number, width: number, row: number): boolean {
    if (x < area.left || x + width > area.right) return false
    return (rows[row] ?? []).every((taken) => x + width + 10 < taken.from || x > taken.to + 10)
  }
}
