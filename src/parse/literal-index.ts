/** Which of many lists of texts have one that occurs in a text. */
export interface LiteralIndex {
  /** The numbers of the lists, ascending. The array is used again by the next call. */
  find(text: string): readonly number[]
}

const GRAM = 4
const BITS = 16
const MULTIPLIER = 0x9e3779b1

/** Frequent characters of log lines, from the most frequent on: a group of rare ones is what is looked for. */
const RANKS = ' etaonirsdlcu0123mp45fh67g89bvyw-.:/k_xj'
const commonness = (char: string): number => {
  const rank = RANKS.indexOf(char)
  return rank < 0 ? 1 : 2 + RANKS.length - rank
}

/**
 * Looks for all literals of all lists in one pass: each is known by its rarest group of four characters, and only where such a group
 * stands is compared. What it costs depends on the text, hardly on how many literals there are; those under four characters are
 * looked for one by one. Upper and lower case are told apart.
 */
export function createLiteralIndex(lists: readonly (readonly string[])[]): LiteralIndex {
  const owners = new Map<string, number[]>()
  lists.forEach((literals, list) => {
    for (const literal of literals) {
      if (literal === '') throw new Error('an empty literal occurs everywhere')
      const known = owners.get(literal)
      if (known === undefined) owners.set(literal, [list])
      else if (!known.includes(list)) known.push(list)
    }
  })
  const chains: { readonly literal: string; readonly behind: number; readonly lists: readonly number[]; readonly next: number }[] = []
  /** By the hash of a group: where its chain begins, + 1. */
  const heads = new Int32Array(1 << BITS)
  const short = [...owners].filter(([literal]) => literal.length < GRAM)
  for (const [literal, ofLiteral] of owners) {
    if (literal.length < GRAM) continue
    const behind = rarestGroup(literal)
    let group = 0
    for (let n = 0; n < GRAM; n++) group = (group << 8) | (literal.charCodeAt(behind + n) & 0xff)
    const hash = Math.imul(group, MULTIPLIER) >>> (32 - BITS)
    chains.push({ literal, behind, lists: ofLiteral, next: heads[hash]! })
    heads[hash] = chains.length
  }
  const found: number[] = []
  /** Which call found a list last, so that none is given twice. */
  const seenAt = new Float64Array(lists.length)
  let call = 0

  const give = (ofLiteral: readonly number[]): void => {
    for (const list of ofLiteral) {
      if (seenAt[list] === call) continue
      seenAt[list] = call
      found.push(list)
    }
  }
  const compare = (text: string, at: number, head: number): void => {
    for (let n = head; n !== 0; n = chains[n - 1]!.next) {
      const { literal, behind, lists: ofLiteral } = chains[n - 1]!
      if (at >= behind && text.startsWith(literal, at - behind)) give(ofLiteral)
    }
  }
  return {
    find(text) {
      call++
      found.length = 0
      let group = 0
      for (let at = 0; at < text.length; at++) {
        group = (group << 8) | (text.charCodeAt(at) & 0xff)
        const head = heads[Math.imul(group, MULTIPLIER) >>> (32 - BITS)]!
        if (head !== 0 && at >= GRAM - 1) compare(text, at - GRAM + 1, head)
      }
      for (const [literal, ofLiteral] of short) if (text.includes(literal)) give(ofLiteral)
      if (found.length > 1) found.sort((a, b) => a - b)
      return found
    },
  }
}

function rarestGroup(literal: string): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at + GRAM <= literal.length; at++) {
    let common = 1
    for (let n = at; n < at + GRAM; n++) common *= commonness(literal[n]!)
    if (common < least) {
      least = common
      best = at
    }
  }
  return best
}
