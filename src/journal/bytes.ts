/** A little-endian 64-bit unsigned number as a double: exact up to 2^53, which every sane offset and µs time is. */
export function readU64(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 0x1_0000_0000
}

/** A 128-bit id as 32 lower-case hex digits. */
export function readId(bytes: Buffer, at: number): string {
  return bytes.toString('hex', at, at + 16)
}

/** Objects start on 8-byte boundaries; the padding is not part of an object's size. */
export function align8(position: number): number {
  return Math.ceil(position / 8) * 8
}
