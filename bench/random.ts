/** Deterministic random numbers: the same seed gives the same row on every machine. */
export interface Random {
  /** 0 to 2^32 − 1. */
  u32(): number
  /** 0 (included) to 1 (excluded). */
  fraction(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  pick<T>(choices: readonly T[]): T
  /** `digits` hexadecimal digits. */
  hex(digits: number): string
}

/** sfc32, seeded by splitmix32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const splitmix = (): number => {
    state = (state + 0x9e3779b9) | 0
    let t = state ^ (state >>> 16)
    t = Math.imul(t, 0x21f0aaad)
    t ^= t >>> 15
    t = Math.imul(t, 0x735a2d97)
    return (t ^ (t >>> 15)) >>> 0
  }
  let a = splitmix()
  let b = splitmix()
  let c = splitmix()
  let counter = 1
  const u32 = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  const fraction = (): number => u32() / 4294967296
  return {
    u32,
    fraction,
    int: (low, high) => low + Math.floor(fraction() * (high - low + 1)),
    pick: (choices) => choices[Math.floor(fraction() * choices.length)]!,
    hex(digits) {
      let text = ''
      while (text.length < digits) text += u32().toString(16).padStart(8, '0')
      return text.slice(0, digits)
    },
  }
}
