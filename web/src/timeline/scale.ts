/** Epoch milliseconds, both ends held. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface TimeScale {
  readonly pieces: readonly (Span & { readonly left: number; readonly right: number })[]
  /** Quiet time between two pieces, drawn as a gap of fixed width. */
  readonly folds: readonly { readonly left: number; readonly right: number; readonly ms: number }[]
  /** Null in folded or outer time. */
  x(at: number): number | null
  /** As x, but folded time gives the middle of its fold and outer time the edge. */
  clamp(at: number): number
  readonly left: number
  readonly right: number
}

const SHORTEST_PIECE_MS = 8000

/** Linear inside each piece, the pieces share the width by their length, each fold takes `foldWidth` pixels. */
export function scaleOf(spans: readonly Span[], left: number, right: number, foldWidth = 44): TimeScale {
  const gaps = Math.max(0, spans.length - 1)
  const room = Math.max(1, right - left - gaps * foldWidth)
  const total = spans.reduce((sum, span) => sum + Math.max(1, span.to - span.from), 0)
  let at = left
  const pieces = spans.map((span) => {
    const width = (Math.max(1, span.to - span.from) / total) * room
    const piece = { ...span, left: at, right: at + width }
    at += width + foldWidth
    return piece
  })
  const folds = pieces.slice(1).map((piece, i) => ({ left: pieces[i]!.right, right: piece.left, ms: piece.from - pieces[i]!.to }))
  const x = (time: number) => {
    const piece = pieces.find((p) => time >= p.from && time <= p.to)
    return piece ? piece.left + ((time - piece.from) / Math.max(1, piece.to - piece.from)) * (piece.right - piece.left) : null
  }
  const clamp = (time: number) => {
    const inside = x(time)
    if (inside !== null) return inside
    const after = pieces.findIndex((p) => p.from > time)
    if (after === 0 || pieces.length === 0) return left
    if (after === -1) return right
    return (pieces[after - 1]!.right + pieces[after]!.left) / 2
  }
  return { pieces, folds, x, clamp, left, right }
}

/** The stretches in which something happened, quiet time between them left out where it is long against the rest. */
export function storySpans(times: readonly number[]): Span[] {
  const sorted = times.toSorted((a, b) => a - b)
  const first = sorted[0]
  const last = sorted.at(-1)
  if (first === undefined || last === undefined) return []
  const longest = Math.max(45_000, (last - first) * 0.12)
  const groups: { from: number; to: number }[] = [{ from: first, to: first }]
  for (const time of sorted) {
    const group = groups.at(-1)!
    if (time - group.to > longest) groups.push({ from: time, to: time })
    else group.to = time
  }
  const active = groups.reduce((sum, group) => sum + group.to - group.from, 0)
  const pad = Math.max(3000, active * 0.06)
  return groups.map(({ from, to }) => {
    const short = Math.max(0, SHORTEST_PIECE_MS - (to - from)) / 2
    return { from: from - pad - short, to: to + pad + short }
  })
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400].map((s) => s * 1000)

/** Round times about `spacing` pixels apart, for each piece. */
export function ticks(scale: TimeScale, spacing = 104): { at: number; x: number }[] {
  const all = scale.pieces.flatMap((piece) => {
    const perPixel = (piece.to - piece.from) / Math.max(1, piece.right - piece.left)
    const step = STEPS.find((s) => s / perPixel >= spacing) ?? STEPS.at(-1)!
    const found: { at: number; x: number }[] = []
    for (let at = Math.ceil(piece.from / step) * step; at <= piece.to && found.length < 40; at += step)
      found.push({ at, x: scale.x(at) ?? piece.left })
    return found
  })
  // At the edge of a fold two pieces may begin and end close together.
  return all.filter((tick, i) => i === 0 || tick.x - all[i - 1]!.x > spacing * 0.6)
}
