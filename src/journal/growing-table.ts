/** Rows of numbers that grow to millions without an object each. */
export interface GrowingTable {
  readonly rows: number
  add(offset: number, firstEntry: number, uses: number, tag: number): void
  /** Where the row's DATA object stands in its file. */
  offset(row: number): number
  /** Where the first entry that uses it stands. */
  firstEntry(row: number): number
  uses(row: number): number
  /** 0 to 255. */
  tag(row: number): number
}

export function createGrowingTable(): GrowingTable {
  let rows = 0
  let offsets = new Float64Array(1024)
  let firsts = new Float64Array(1024)
  let uses = new Uint32Array(1024)
  let tags = new Uint8Array(1024)
  const grow = (): void => {
    const [a, b, c, d] = [offsets, firsts, uses, tags]
    const size = rows * 2
    offsets = new Float64Array(size)
    firsts = new Float64Array(size)
    uses = new Uint32Array(size)
    tags = new Uint8Array(size)
    offsets.set(a)
    firsts.set(b)
    uses.set(c)
    tags.set(d)
  }
  return {
    get rows() {
      return rows
    },
    add(offset, firstEntry, used, tag) {
      if (rows === offsets.length) grow()
      offsets[rows] = offset
      firsts[rows] = firstEntry
      uses[rows] = Math.min(used, 0xffffffff)
      tags[rows] = tag
      rows++
    },
    offset: (row) => offsets[row]!,
    firstEntry: (row) => firsts[row]!,
    uses: (row) => uses[row]!,
    tag: (row) => tags[row]!,
  }
}
