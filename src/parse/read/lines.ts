/** A longer line is cut; nothing a program logs on one line is worth more memory. */
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

/**
 * Physical lines of a byte stream in constant memory. UTF-8 and UTF-16, LF and CRLF; NUL bytes (the tail of a file that a
 * crash left preallocated) are dropped; what is no valid text becomes U+FFFD and never an error.
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<PhysicalLine> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let rest = ''
  let number = 0
  let skipping = false
  let pending: Uint8Array | null = null
  const take = function* (text: string, last: boolean): Generator<PhysicalLine> {
    let from = 0
    rest += text
    for (;;) {
      const end = rest.indexOf('\n', from)
      if (end < 0) break
      const line = rest.slice(from, end)
      from = end + 1
      if (skipping) skipping = false
      else yield finish(++number, line)
    }
    rest = rest.slice(from)
    if (rest.length > LINE_CAP) {
      if (!skipping) yield finish(++number, rest)
      skipping = true
      rest = ''
    }
    if (last && rest !== '' && !skipping) yield finish(++number, rest)
  }
  for await (const chunk of bytes) {
    let data: Uint8Array = chunk
    if (!decoder) {
      // The encoding is told by the first bytes, which may come in small pieces.
      pending = pending ? Buffer.concat([pending, chunk]) : chunk
      if (pending.length < 64) continue
      data = pending
      pending = null
      decoder = new TextDecoder(sniff(data))
    }
    yield* take(decoder.decode(data, { stream: true }), false)
  }
  if (pending) {
    decoder = new TextDecoder(sniff(pending))
    yield* take(decoder.decode(pending, { stream: true }), false)
  }
  yield* take(decoder?.decode() ?? '', true)
}

function finish(number: number, line: string): PhysicalLine {
  const cut = line.length > LINE_CAP
  let text = cut ? line.slice(0, LINE_CAP) : line
  if (text.endsWith('\r')) text = text.slice(0, -1)
  if (text.includes('\u0000')) text = text.replaceAll('\u0000', '')
  return { number, text, cut }
}
