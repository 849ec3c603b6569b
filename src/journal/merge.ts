/**
 * One stream out of several ordered ones. What stands in two streams (`isSame` as the item just given) comes once; equal items of one stream
 * all come. Streams are closed when the caller stops.
 */
export function* mergeOrdered<T>(
  streams: readonly Iterable<T>[],
  compare: (a: T, b: T) => number,
  isSame: (a: T, b: T) => boolean,
): Generator<T> {
  const iterators = streams.map((stream) => stream[Symbol.iterator]())
  try {
    const heads: { item: T; stream: number }[] = []
    iterators.forEach((iterator, stream) => {
      const first = iterator.next()
      if (!first.done) heads.push({ item: first.value, stream })
    })
    let given: { item: T; stream: number } | null = null
    while (heads.length > 0) {
      let best = 0
      for (let i = 1; i < heads.length; i++) if (compare(heads[i]!.item, heads[best]!.item) < 0) best = i
      const head = heads[best]!
      if (given === null || given.stream === head.stream || !isSame(given.item, head.item)) {
        yield head.item
        given = { item: head.item, stream: head.stream }
      }
      const next = iterators[head.stream]!.next()
      if (next.done) heads.splice(best, 1)
      else head.item = next.value
    }
  } finally {
    for (const iterator of iterators) iterator.return?.()
  }
}
