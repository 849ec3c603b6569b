/** What is printed: a line of a text log, or an entry of a journal by its place. */
export type Printable =
  | { readonly atUs: number; readonly line: string }
  | { readonly atUs: number; readonly line?: undefined; readonly file: string; readonly offset: number }

/** One stream out of the journals' and the text logs', by time. Each keeps its own order, also where its clock went back. */
export async function* mergeByTime(journal: Iterable<Printable>, texts: readonly AsyncIterable<Printable>[]): AsyncGenerator<Printable> {
  const streams = [
    ...texts.map((stream) => stream[Symbol.asyncIterator]()),
    (async function* () {
      yield* journal
    })(),
  ]
  const heads: { item: Printable; stream: AsyncIterator<Printable> }[] = []
  for (const stream of streams) {
    const first = await stream.next()
    if (!first.done) heads.push({ item: first.value, stream })
  }
  while (heads.length > 0) {
    const head = heads.reduce((best, one) => (one.item.atUs < best.item.atUs ? one : best))
    yield head.item
    const next = await head.stream.next()
    if (next.done) heads.splice(heads.indexOf(head), 1)
    else head.item = next.value
  }
}
