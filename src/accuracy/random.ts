/** Numbers that look random and are the same every time for the same text: arms and noise must be repeatable. */
export function randomFrom(seed: string): (below: number) => number {
  let state = 2166136261
  for (let n = 0; n < seed.length; n++) state = Math.imul(state ^ seed.charCodeAt(n), 16777619)
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (((t ^ (t >>> 14)) >>> 0) % 0x1_0000_0000) % below
  }
}

/** The same items in another order. */
export function shuffled<T>(items: readonly T[], below: (n: number) => number): T[] {
  const list = [...items]
  for (let n = list.length - 1; n > 0; n--) {
    const other = below(n + 1)
    ;[list[n], list[other]] = [list[other]!, list[n]!]
  }
  return list
}
