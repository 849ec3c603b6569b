import { SMALLEST_OBJECT } from './object.ts'

/** What to look for: a sum of these. */
export const MESSAGES = 1
export const ENTRIES = 2

/** Why a search stopped. */
export const RAN_OUT = 0
export const NOT_AN_OBJECT = 1
export const CUT_OFF = 2

/** Slots of the `progress` array. */
export const NEXT = 0
export const FOUND = 1
export const REASON = 2
export const LAST = 3

const MESS = 0x5353454d
const AGE_ = 0x3d454741
const SMALLEST = Int32Array.from(SMALLEST_OBJECT)
/** No object is this large; a bound keeps all positions small integers. */
const LARGEST = 0x3fffffff

/**
 * Steps from object to object through one chunk of a journal file and writes the positions of the wanted ones to `out`:
 * MESSAGES = DATA objects whose payload starts with `MESSAGE=` or is compressed (the name is then not visible),
 * ENTRIES = ENTRY objects. Stops at the chunk's end (RAN_OUT, NEXT may lie far behind it), at bytes that are no object
 * header (NOT_AN_OBJECT) or at a wanted object that is not whole in the chunk (CUT_OFF). `progress` receives NEXT, FOUND,
 * REASON and LAST (position of the last object stepped over, −1 if none).
 *
 * Integers only and called once per chunk: this is the loop the speed comes from.
 */
export function findObjects(
  words: Int32Array,
  from: number,
  filled: number,
  wanted: number,
  payloadStart: number,
  out: Int32Array,
  progress: Float64Array,
): void {
  const messages = (wanted & MESSAGES) !== 0
  const entries = (wanted & ENTRIES) !== 0
  let position = from
  let found = 0
  let last = -1
  let reason = RAN_OUT
  while (position + 16 <= filled) {
    const i = position >> 2
    // Byte 0 is the type (1 to 7), byte 1 the flags (only DATA has some), the rest of the first 8 bytes is reserved.
    const head = words[i]!
    const size = words[i + 2]!
    if ((words[i + 1]! | words[i + 3]!) !== 0 || size > LARGEST) {
      reason = NOT_AN_OBJECT
      break
    }
    if (head === 1) {
      if (size < 64) {
        reason = NOT_AN_OBJECT
        break
      }
      if (messages) {
        const payload = position + payloadStart
        if (payload + 8 > filled) {
          reason = CUT_OFF
          break
        }
        if (words[payload >> 2] === MESS && words[(payload >> 2) + 1] === AGE_ && size >= payloadStart + 8) {
          if (position + size > filled) {
            reason = CUT_OFF
            break
          }
          out[found++] = position
        }
      }
    } else if (head === 3) {
      if (size < 64) {
        reason = NOT_AN_OBJECT
        break
      }
      if (entries) {
        if (position + size > filled) {
          reason = CUT_OFF
          break
        }
        out[found++] = position
      }
    } else {
      const type = head & 255
      if (type === 0 || type > 7 || head >>> 11 !== 0 || (head > 255 && type !== 1) || size < SMALLEST[type]!) {
        reason = NOT_AN_OBJECT
        break
      }
      if (type === 1 && messages) {
        if (position + size > filled) {
          reason = CUT_OFF
          break
        }
        out[found++] = position
      }
    }
    last = position
    position = (position + size + 7) & ~7
  }
  progress[NEXT] = position
  progress[FOUND] = found
  progress[REASON] = reason
  progress[LAST] = last
}
