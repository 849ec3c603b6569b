/** Finds which patterns may match a payload, by byte strings that a match must contain. */
export interface Prefilter {
  /** The numbers of the patterns one of whose literals occurs in bytes [from, to), in no order. ASCII case is ignored. */
  candidates(bytes: Uint8Array, from: number, to: number): readonly number[]
}

/** Shorter literals occur everywhere, and the search can skip no further than the shortest one is long. */
export const SHORTEST_LITERAL = 4

/** A to Z as a to z, everything else as it is. */
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte))

/**
 * A Wu–Manber search (two-byte blocks) for all literals of all patterns at once: it looks at the end of a window as long as the shortest
 * literal, and mostly jumps a whole window ahead. Throws when a pattern has no literal or one under 4 bytes: that is a mistake in the pattern.
 */
export function createPrefilter(literalsOfPatterns: readonly (readonly string[])[]): Prefilter {
  const literals: { bytes: Uint8Array; pattern: number }[] = []
  literalsOfPatterns.forEach((texts, pattern) => {
    if (texts.length === 0) throw new Error(`pattern ${pattern} has no literal`)
    for (const text of texts) {
      const bytes = Uint8Array.from(Buffer.from(text), (byte) => FOLD[byte]!)
      if (bytes.length < SHORTEST_LITERAL) throw new Error(`the literal ${JSON.stringify(text)} is shorter than ${SHORTEST_LITERAL} bytes`)
      literals.push({ bytes, pattern })
    }
  })
  const window = Math.min(255, ...literals.map(({ bytes }) => bytes.length))
  const shifts = new Uint8Array(65_536).fill(Math.max(1, window - 1))
  /** First literal (+ 1) whose window ends in a block, and the next one with the same block. */
  const heads = new Int32Array(65_536)
  const nexts = new Int32Array(literals.length)
  literals.forEach(({ bytes }, number) => {
    for (let end = 1; end < window; end++) {
      const block = bytes[end - 1]! | (bytes[end]! << 8)
      shifts[block] = Math.min(shifts[block]!, window - 1 - end)
    }
    const block = bytes[window - 2]! | (bytes[window - 1]! << 8)
    nexts[number] = heads[block]!
    heads[block] = number + 1
  })

  const startsAt = (bytes: Uint8Array, at: number, to: number, literal: Uint8Array): boolean => {
    if (at + literal.length > to) return false
    for (let i = 0; i < literal.length; i++) if (FOLD[bytes[at + i]!] !== literal[i]) return false
    return true
  }
  const verify = (bytes: Uint8Array, from: number, to: number, block: number, found: readonly number[]): readonly number[] => {
    let more = found
    for (let number = heads[block]!; number !== 0; number = nexts[number - 1]!) {
      const { bytes: literal, pattern } = literals[number - 1]!
      if (!more.includes(pattern) && startsAt(bytes, from, to, literal)) more = [...more, pattern]
    }
    return more
  }
  return {
    candidates(bytes, from, to) {
      let found = NONE
      for (let end = from + window - 1; end < to;) {
        const shift = shifts[FOLD[bytes[end - 1]!]! | (FOLD[bytes[end]!]! << 8)]!
        if (shift === 0) {
          found = verify(bytes, end - window + 1, to, FOLD[bytes[end - 1]!]! | (FOLD[bytes[end]!]! << 8), found)
          end++
        } else end += shift
      }
      return found
    },
  }
}

/** Almost every payload: nothing is allocated for it. */
const NONE: readonly number[] = []
