/**
 * Decodes one raw LZ4 block (no frame) of known original size: each sequence is a token (high nibble: literals,
 * low nibble: match length − 4), the literals, and a 2-byte distance back into what was already written.
 * Returns null when the block is damaged or does not give exactly `originalSize` bytes.
 */
export function decodeLz4Block(block: Uint8Array, originalSize: number): Buffer | null {
  // A byte of an LZ4 block gives at most 255 bytes: a larger claim is a lie, and must not become an allocation.
  if (originalSize > block.length * 255 + 64) return null
  const out = Buffer.alloc(originalSize)
  let from = 0
  let to = 0
  const extended = (nibble: number): number => {
    let length = nibble
    if (nibble === 15) {
      let byte = 255
      while (byte === 255 && from < block.length) {
        byte = block[from++]!
        length += byte
      }
    }
    return length
  }
  while (from < block.length) {
    const token = block[from++]!
    const literals = extended(token >> 4)
    if (from + literals > block.length || to + literals > originalSize) return null
    out.set(block.subarray(from, from + literals), to)
    from += literals
    to += literals
    if (from === block.length) break
    if (from + 2 > block.length) return null
    const distance = block[from]! | (block[from + 1]! << 8)
    from += 2
    const length = extended(token & 15) + 4
    if (distance === 0 || distance > to || to + length > originalSize) return null
    // Byte by byte: a match may overlap the bytes it is just writing.
    for (let i = 0; i < length; i++, to++) out[to] = out[to - distance]!
  }
  return to === originalSize ? out : null
}
