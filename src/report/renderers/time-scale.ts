/** A quiet stretch that is not drawn to scale. */
export interface Fold {
  readonly from: number
  readonly to: number
  readonly x: number
  readonly width: number
}

export interface TimeScale {
  x(at: number): number
  readonly folds: readonly Fold[]
  /** Times at which the axis is labelled. */
  readonly ticks: readonly number[]
  readonly stepMs: number
}

const SHORTEST_FOLD_MS = 120_000
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400, 604_800].map((s) => s * 1000)

/**
 * Pixels for times. Long stretches without any event are folded to a fixed width; every other span is linear and all of
 * them have the same scale, so that distances can be compared.
 */
export function timeScale(times: readonly number[], left: number, right: number, foldWidth: number, tickWidth: number): TimeScale {
  const points = [...new Set(times)].toSorted((a, b) => a - b)
  const first = points[0] ?? 0
  const last = points.at(-1) ?? first
  const gaps = points.slice(1).map((to, n) => ({ from: points[n] ?? to, to }))
  const folded = new Set<(typeof gaps)[number]>()
  const length = (gap: (typeof gaps)[number]) => gap.to - gap.from
  for (const gap of gaps.toSorted((a, b) => length(b) - length(a)).slice(0, 4)) {
    const others = gaps
      .filter((g) => g !== gap && !folded.has(g))
      .map(length)
      .toSorted((a, b) => a - b)
    const usual = others[Math.floor(others.length / 2)]
    const open = others.reduce((sum, ms) => sum + ms, 0) + length(gap)
    if (usual !== undefined && length(gap) >= SHORTEST_FOLD_MS && length(gap) > 4 * usual && length(gap) > 0.3 * open) folded.add(gap)
  }
  const linear = gaps.filter((gap) => !folded.has(gap)).reduce((sum, gap) => sum + gap.to - gap.from, 0)
  const perMs = linear === 0 ? 0 : Math.max(0, right - left - folded.size * foldWidth) / linear
  const spread = linear === 0 ? (right - left) / Math.max(1, folded.size) : foldWidth

  let x = left
  const pieces = gaps.map((gap) => {
    const width = folded.has(gap) ? spread : (gap.to - gap.from) * perMs
    const piece = { ...gap, x, width, folded: folded.has(gap) }
    x += width
    return piece
  })
  const place = (at: number) => {
    if (pieces.length === 0) return (left + right) / 2
    if (at <= first) return left
    if (at >= last) return x
    const piece = pieces.find((p) => at <= p.to) ?? pieces[0]!
    return piece.x + (piece.width * (at - piece.from)) / Math.max(1, piece.to - piece.from)
  }
  const stepMs = STEPS_MS.find((step) => step * perMs >= tickWidth) ?? STEPS_MS.at(-1)!
  return { x: place, folds: pieces.filter((p) => p.folded), ticks: ticks(), stepMs }

  function ticks(): number[] {
    const found: number[] = []
    let used = left - tickWidth
    for (const piece of pieces) {
      if (piece.folded) {
        // Nothing is written over the zigzag.
        used = Math.max(used, piece.x + piece.width - tickWidth * 0.4)
        continue
      }
      for (let at = Math.ceil(piece.from / stepMs) * stepMs; at <= piece.to; at += stepMs) {
        if (place(at) - used < tickWidth) continue
        used = place(at)
        found.push(at)
      }
    }
    const folds = pieces.filter((p) => p.folded)
    return found.filter((at) =>
      folds.every((fold) => place(at) + tickWidth * 0.45 < fold.x + 6 || place(at) - tickWidth * 0.4 > fold.x + fold.width - 6),
    )
  }
}
