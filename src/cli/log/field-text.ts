const EQUALS = 0x3d
/** Longer names are damage. */
const LONGEST_NAME = 64

/** Where the name of a `FIELD=value` ends; -1 when it is no name that journald lets in (`journalctl` leaves such fields out). */
export function nameEnd(payload: Buffer): number {
  for (let n = 0; n <= LONGEST_NAME && n < payload.length; n++) {
    const byte = payload[n]!
    if (byte === EQUALS) return n === 0 ? -1 : n
    const allowed = (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f || (byte >= 0x30 && byte <= 0x39 && n > 0)
    if (!allowed) return -1
  }
  return -1
}

/** How bytes can be shown: `plain` is printable ASCII without quotes and backslashes, which needs no escaping anywhere. */
export type Printable = 'plain' | 'text' | 'lines' | 'binary'

/**
 * What bytes are, by the rules `journalctl` chooses its form with: text is valid UTF-8 without control characters except tab; `lines`
 * holds line breaks too; everything else is binary.
 */
export function printableForm(bytes: Buffer, from: number): Printable {
  let form: Printable = 'plain'
  for (let n = from; n < bytes.length; n++) {
    const byte = bytes[n]!
    if (byte >= 0x20 && byte < 0x7f) {
      if ((byte === 0x22 || byte === 0x5c) && form === 'plain') form = 'text'
    } else if (byte === 0x0a) form = 'lines'
    else if (byte === 0x09) form = form === 'lines' ? 'lines' : 'text'
    else if (byte >= 0x80) return isPrintableUtf8(bytes, n) ? (bytes.includes(0x0a, from) ? 'lines' : 'text') : 'binary'
    else return 'binary'
  }
  return form
}

/** The rest from the first byte that is not ASCII on. */
function isPrintableUtf8(bytes: Buffer, from: number): boolean {
  for (let n = from; n < bytes.length;) {
    const byte = bytes[n]!
    if (byte < 0x80) {
      if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a) || byte === 0x7f) return false
      n++
      continue
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    if (byte < 0xc2 || byte > 0xf4 || n + length > bytes.length) return false
    let code = byte & (0x7f >> length)
    for (let k = 1; k < length; k++) {
      const next = bytes[n + k]!
      if ((next & 0xc0) !== 0x80) return false
      code = (code << 6) | (next & 0x3f)
    }
    const overlong = (length === 3 && code < 0x800) || (length === 4 && code < 0x1_0000)
    const surrogate = code >= 0xd800 && code <= 0xdfff
    const noCharacter = (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe
    if (overlong || surrogate || noCharacter || code > 0x10_ffff || code <= 0x9f) return false
    n += length
  }
  return true
}
