/** A longer line is cut; nothing a program logs on one line is worth more memory. In bytes of UTF-8. */
export const LINE_CAP = 1024 * 1024

export interface PhysicalLine {
  readonly number: number
  readonly text: string
  readonly cut: boolean
}

const sniff = (head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  // Windows tools write UTF-16 without a mark: every other byte of ASCII text is zero.
  let even = 0
  let odd = 0
  const length = Math.min(head.length, 512)
  for (let n = 0; n < length; n++)
    if (head[n] === 0) {
      if (n % 2 === 0) even++
      else odd++
    }
  if (length >= 16 && odd > length * 0.35 && even < length * 0.05) return 'utf-16le'
  if (length >= 16 && even > length * 0.35 && odd < length * 0.05) return 'utf-16be'
  return 'utf-8'
}

/** The encoding is told by the first bytes, which may come in small pieces. */
const TELLS_ENCODING = 64

/** A byte stream as UTF-8, whatever it was: UTF-16 is converted, a mark at the start taken away. Chunks are passed on as they come. */
export async function* asUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pending: Buffer | null = null
  let decoder: InstanceType<typeof TextDecoder> | null = null
  const begin = (head: Buffer): Buffer => {
    const encoding = sniff(head)
    if (encoding !== 'utf-8') {
      decoder = new TextDecoder(encoding)
      return Buffer.from(decoder.decode(head, { stream: true }))
    }
    return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head
  }
  let begun = false
  for await (const chunk of bytes) {
    const view: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    if (begun) {
      yield decoder === null ? view : Buffer.from((decoder as InstanceType<typeof TextDecoder>).decode(view, { stream: true }))
      continue
    }
    pending = pending ? Buffer.concat([pending, view]) : view
    if (pending.length < TELLS_ENCODING) continue
    begun = true
    yield begin(pending)
    pending = null
  }
  if (pending) yield begin(pending)
  if (decoder !== null) yield Buffer.from((decoder as InstanceType<typeof TextDecoder>).decode())
}

const LINE_FEED = 0x0a
const RETURN = 0x0d

/** A line as bytes: [from, to) of a buffer, without its line break. `cut` when it was longer than the cap. */
export type SeeLine = (bytes: Buffer, from: number, to: number, number: number, cut: boolean) => void

/** Cuts UTF-8 bytes that come in chunks into lines, in constant memory. */
export interface LineCutter {
  /** Shows the lines that are whole now. Nothing of the chunk is held on to. */
  cut(chunk: Buffer): void
  /** Shows what stands behind the last line break. */
  end(): void
}

export function createLineCutter(see: SeeLine, cap = LINE_CAP): LineCutter {
  /** The beginning of a line whose end has not come yet. */
  let rest: Buffer[] = []
  let restSize = 0
  let number = 0
  let skipping = false
  const show = (bytes: Buffer, from: number, to: number): void => {
    const cut = to - from > cap
    see(bytes, from, cut ? wholeCharacters(bytes, from, from + cap) : to, ++number, cut)
  }
  const showRest = (): void => {
    const whole = rest.length === 1 ? rest[0]! : Buffer.concat(rest, restSize)
    rest = []
    restSize = 0
    show(whole, 0, whole.length)
  }
  const keep = (bytes: Buffer): void => {
    if (bytes.length === 0) return
    // Its chunk may be filled again before the line ends.
    rest.push(Buffer.from(bytes))
    restSize += bytes.length
  }
  return {
    cut(chunk) {
      let from = 0
      if (skipping || restSize > 0) {
        const end = chunk.indexOf(LINE_FEED)
        if (end < 0) from = chunk.length
        else {
          from = end + 1
          if (!skipping) {
            keep(chunk.subarray(0, end))
            showRest()
          }
          skipping = false
        }
        if (end < 0 && !skipping) keep(chunk)
      }
      for (let end = chunk.indexOf(LINE_FEED, from); end >= 0 && from < chunk.length; end = chunk.indexOf(LINE_FEED, from)) {
        show(chunk, from, end)
        from = end + 1
      }
      keep(chunk.subarray(from))
      if (restSize > cap) {
        showRest()
        skipping = true
      }
    },
    end() {
      if (restSize > 0) showRest()
    },
  }
}

/** Where to cut at or before `end` so that no character is halved. */
function wholeCharacters(bytes: Buffer, from: number, end: number): number {
  let at = end
  while (at > from && at > end - 4 && (bytes[at]! & 0xc0) === 0x80) at--
  return at
}

/**
 * A line as text of its own, so that keeping one keeps nothing else. LF and CRLF; NUL bytes (the tail of a file that a crash left
 * preallocated) are dropped; what is no valid text becomes U+FFFD and never an error.
 */
export function lineOf(bytes: Buffer, from: number, to: number, number: number, cut: boolean): PhysicalLine {
  const text = bytes.toString('utf8', from, !cut && to > from && bytes[to - 1] === RETURN ? to - 1 : to)
  return { number, text: text.includes('\u0000') ? text.replaceAll('\u0000', '') : text, cut }
}

/** The physical lines of UTF-8 bytes, as many at a time as come with one chunk. */
export async function* linesOf(bytes: AsyncIterable<Buffer>, cap = LINE_CAP): AsyncGenerator<PhysicalLine[]> {
  let lines: PhysicalLine[] = []
  const cutter = createLineCutter((line, from, to, number, cut) => void lines.push(lineOf(line, from, to, number, cut)), cap)
  for await (const chunk of bytes) {
    cutter.cut(chunk)
    yield lines
    lines = []
  }
  cutter.end()
  yield lines
}
