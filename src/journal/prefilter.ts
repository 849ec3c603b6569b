/** Finds which patterns may match a payload, by byte strings that a match must contain. */
export interface Prefilter {
  /** The numbers of the patterns one of whose literals occurs in bytes [from, to), in no order. ASCII case is ignored. */
  candidates(bytes: Uint8Array, from: number, to: number): readonly number[]
  /** Whether `candidates` would give any, sooner. `from` is a multiple of 4 in `words`, which share memory with `bytes`. */
  holds(bytes: Uint8Array, words: Int32Array, from: number, to: number): boolean
  /**
   * Of the DATA objects at the first `count` positions (multiples of 8 in `words`, which share memory with `bytes`), keeps at the front of
   * `positions` those whose text, `textAt` bytes behind the object's start, holds a literal, and those that are compressed; returns how many.
   * One call per chunk of a file.
   */
  select(bytes: Uint8Array, words: Int32Array, positions: Int32Array, count: number, textAt: number): number
}

/** Shorter literals occur everywhere, and the search can skip no further than the shortest one is long. */
export const SHORTEST_LITERAL = 4

/** A to Z as a to z, everything else as it is. */
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte))
/** Of the table: few enough that it stays in the nearest cache, enough that chance hits are rare. */
const LEAST_BITS = 13
const MOST_BITS = 18
/** Of them, those that number the chains. */
const CHAIN_BITS = 10
const MULTIPLIER = 0x9e3779b1

interface Literal {
  readonly bytes: Uint8Array
  readonly pattern: number
}

/**
 * Looks for all literals of all patterns at once by sampling: of a text only every `stride`-th group of `gram` bytes is looked up in a table
 * of the groups of the literals. A literal long enough to hold `stride` groups in a row cannot slip through, and which of its
 * groups stand in the table is free: the rarest ones do. Few texts come to a comparison then, however many literals there are.
 * `sample` is text like that to be searched, to tell what is rare. Throws when a pattern has no literal or one under 4 bytes: that is a mistake in the pattern.
 */
export function createPrefilter(literalsOfPatterns: readonly (readonly string[])[], sample: Uint8Array = NO_SAMPLE): Prefilter {
  const literals: Literal[] = []
  literalsOfPatterns.forEach((texts, pattern) => {
    if (texts.length === 0) throw new Error(`pattern ${pattern} has no literal`)
    for (const text of texts) {
      const bytes = Uint8Array.from(Buffer.from(text), (byte) => FOLD[byte]!)
      if (bytes.length < SHORTEST_LITERAL) throw new Error(`the literal ${JSON.stringify(text)} is shorter than ${SHORTEST_LITERAL} bytes`)
      literals.push({ bytes, pattern })
    }
  })
  // Few are short; beside them the long ones would have to be looked for in small steps too.
  const long = createGroups(
    literals.filter(({ bytes }) => bytes.length >= LONG),
    4,
    4,
    sample,
  )
  const short = createGroups(
    literals.filter(({ bytes }) => bytes.length < LONG),
    2,
    3,
    sample,
  )
  const [longTable, shortTable] = [long?.table, short?.table]
  const [longShift, shortShift] = [long?.shift ?? 0, short?.shift ?? 0]

  const holdsLong = (bytes: Uint8Array, words: Int32Array, from: number, to: number): boolean => {
    const last = (to - 4) >> 2
    for (let word = from >> 2; word <= last; word++) {
      const hash = hashOf(foldWord(words[word]!)) >>> longShift
      if (((longTable![hash >>> 5]! >>> hash) & 1) !== 0 && long!.holdsAt(bytes, word << 2, hash, from, to)) return true
    }
    return false
  }
  const holdsShort = (bytes: Uint8Array, words: Int32Array, from: number, to: number): boolean => {
    const last = (to - 3) >> 2
    let word = foldWord(words[from >> 2]!)
    for (let at = from >> 2; at <= last; at++) {
      // Nothing stands behind the last word of a chunk.
      const next = foldWord(words[at + 1]! | 0)
      const first = hashOf(word & 0xffffff) >>> shortShift
      if (((shortTable![first >>> 5]! >>> first) & 1) !== 0 && short!.holdsAt(bytes, at << 2, first, from, to)) return true
      const second = hashOf(((word >>> 16) | (next << 16)) & 0xffffff) >>> shortShift
      if (((shortTable![second >>> 5]! >>> second) & 1) !== 0 && short!.holdsAt(bytes, (at << 2) + 2, second, from, to)) return true
      word = next
    }
    return false
  }

  return {
    candidates(bytes, from, to) {
      let found = NONE
      if (long !== null) {
        for (let at = from; at + 4 <= to; at += 4) {
          const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
          const hash = hashOf(foldWord(word)) >>> longShift
          if (((longTable![hash >>> 5]! >>> hash) & 1) !== 0) found = long.patternsAt(bytes, at, hash, from, to, found)
        }
      }
      if (short !== null) {
        for (let at = from; at + 3 <= to; at += 2) {
          const hash = hashOf(foldWord(bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16))) >>> shortShift
          if (((shortTable![hash >>> 5]! >>> hash) & 1) !== 0) found = short.patternsAt(bytes, at, hash, from, to, found)
        }
      }
      return found
    },
    holds: (bytes, words, from, to) =>
      (long !== null && holdsLong(bytes, words, from, to)) || (short !== null && holdsShort(bytes, words, from, to)),
    select(bytes, words, positions, count, textAt) {
      let kept = 0
      for (let n = 0; n < count; n++) {
        const position = positions[n]!
        const from = position + textAt
        const to = position + words[(position >> 2) + 2]!
        if (
          (words[position >> 2]! & 0xff00) !== 0 ||
          (long !== null && holdsLong(bytes, words, from, to)) ||
          (short !== null && holdsShort(bytes, words, from, to))
        )
          positions[kept++] = position
      }
      return kept
    },
  }
}

const LONG = 7

interface Groups {
  /** One bit per hash of a group; a hash here is that of `hashOf` shifted right by `shift`. */
  readonly table: Int32Array
  readonly shift: number
  /** Whether a literal one of whose groups has this hash stands around the group at `at`, inside [from, to). */
  holdsAt(bytes: Uint8Array, at: number, hash: number, from: number, to: number): boolean
  /** `found` and the patterns of the literals that do. */
  patternsAt(bytes: Uint8Array, at: number, hash: number, from: number, to: number, found: readonly number[]): readonly number[]
}

function createGroups(literals: readonly Literal[], stride: number, gram: number, sample: Uint8Array): Groups | null {
  if (literals.length === 0) return null
  const mask = gram === 4 ? -1 : 0xffffff
  const counts = countGroups(sample, mask)
  const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, Math.ceil(Math.log2(literals.length * stride * 64))))
  const shift = 32 - bits
  const table = new Int32Array(1 << (bits - 5))
  /** All literals in a row, so that comparing needs little of the cache. */
  const texts = Uint8Array.from(literals.flatMap(({ bytes }) => [...bytes]))
  /** Chains of what to compare, by the upper bits of the hash (1-based; 0 ends a chain): five numbers per group, see `LINK`. */
  const heads = new Int32Array(1 << CHAIN_BITS)
  const links = new Int32Array((literals.length * stride + 1) * LINK.size)
  const patterns = literals.map(({ pattern }) => pattern)
  let used = 0
  let start = 0
  literals.forEach(({ bytes }, literal) => {
    const from = rarestStart(bytes, stride, gram, counts)
    for (let behind = from; behind < from + stride; behind++) {
      const hash = hashOf(foldWord(wordAt(bytes, behind)) & mask) >>> shift
      table[hash >>> 5]! |= 1 << hash
      const head = hash >>> (bits - CHAIN_BITS)
      used++
      links.set([heads[head]!, hash, behind, start, start + bytes.length, literal], used * LINK.size)
      heads[head] = used
    }
    start += bytes.length
  })
  const matches = (link: number, bytes: Uint8Array, at: number, hash: number, from: number, to: number): boolean => {
    if (links[link + LINK.hash] !== hash) return false
    const first = links[link + LINK.start]!
    const end = links[link + LINK.end]!
    let position = at - links[link + LINK.behind]!
    if (position < from || position + end - first > to) return false
    for (let i = first; i < end; i++) if (FOLD[bytes[position++]!] !== texts[i]) return false
    return true
  }
  return {
    table,
    shift,
    holdsAt(bytes, at, hash, from, to) {
      for (let n = heads[hash >>> (bits - CHAIN_BITS)]!; n !== 0; n = links[n * LINK.size]!)
        if (matches(n * LINK.size, bytes, at, hash, from, to)) return true
      return false
    },
    patternsAt(bytes, at, hash, from, to, found) {
      let more = found
      for (let n = heads[hash >>> (bits - CHAIN_BITS)]!; n !== 0; n = links[n * LINK.size]!) {
        const pattern = patterns[links[n * LINK.size + LINK.literal]!]!
        if (!more.includes(pattern) && matches(n * LINK.size, bytes, at, hash, from, to)) more = [...more, pattern]
      }
      return more
    },
  }
}

/** What stands where in a link: the next one of its chain, the group's hash, how far behind the literal's start the group stands, the literal. */
const LINK = { hash: 1, behind: 2, start: 3, end: 4, literal: 5, size: 6 } as const

/** Almost every payload: nothing is allocated for it. */
const NONE: readonly number[] = []

/** Four bytes at once, upper and lower case alike; other bytes may become alike too, the comparison tells them apart. */
function foldWord(word: number): number {
  return (word & 0x1f1f1f1f) | ((word >>> 1) & 0x20202020)
}

function hashOf(group: number): number {
  return Math.imul(group, MULTIPLIER)
}

/** Four bytes, little-endian; those behind the end count as zero. */
function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)
}

const NO_SAMPLE = new Uint8Array(0)
const COUNT_BITS = 16

/** How often each group of bytes stands in a text, by its hash. */
function countGroups(text: Uint8Array, mask: number): Uint16Array {
  const counts = new Uint16Array(1 << COUNT_BITS)
  for (let at = 0; at + 4 <= text.length; at++) {
    const hash = hashOf(foldWord(wordAt(text, at)) & mask) >>> (32 - COUNT_BITS)
    if (counts[hash]! < 0xffff) counts[hash]!++
  }
  return counts
}

/** Where in a literal the `stride` groups begin that a log line is least likely to hold: as counted, and where that says nothing, by its letters. */
function rarestStart(literal: Uint8Array, stride: number, gram: number, counts: Uint16Array): number {
  const mask = gram === 4 ? -1 : 0xffffff
  let best = 0
  let least = Infinity
  for (let from = 0; from + stride - 1 + gram <= literal.length; from++) {
    let common = 0
    for (let at = from; at < from + stride; at++) {
      let chance = 1
      for (let i = at; i < at + gram; i++) chance *= commonness(literal[i]!) / 64
      common += chance + counts[hashOf(foldWord(wordAt(literal, at)) & mask) >>> (32 - COUNT_BITS)]!
    }
    if (common < least) [best, least] = [from, common]
  }
  return best
}

/** By rank among the characters of log lines. */
const RANKS = ' etaonirsdlcu0123mp45fh67g89bvyw-.:/k_xj'

function commonness(byte: number): number {
  const rank = RANKS.indexOf(String.fromCharCode(byte))
  return rank === -1 ? 1 : 2 + RANKS.length - rank
}
