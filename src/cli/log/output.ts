/** Where the bytes go: standard output or a file. Resolves when the bytes may be changed again. */
export type Sink = (bytes: Uint8Array) => Promise<void>

const ROOM = 256 * 1024

/** Collects small pieces into large writes. */
export interface Output {
  bytes(piece: Uint8Array): void
  text(piece: string): void
  /** True when it is time to call `flush`. */
  readonly full: boolean
  flush(): Promise<void>
}

export function createOutput(sink: Sink): Output {
  let room = Buffer.allocUnsafeSlow(ROOM * 2)
  let used = 0
  const make = (more: number) => {
    if (used + more <= room.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(room.length * 2, used + more))
    room.copy(larger, 0, 0, used)
    room = larger
  }
  return {
    bytes(piece) {
      make(piece.length)
      room.set(piece, used)
      used += piece.length
    },
    text(piece) {
      make(piece.length * 3)
      used += room.write(piece, used)
    },
    get full() {
      return used >= ROOM
    },
    async flush() {
      if (used > 0) await sink(room.subarray(0, used))
      used = 0
      // One huge entry must not keep its memory for the rest of the run.
      if (room.length > ROOM * 8) room = Buffer.allocUnsafeSlow(ROOM * 2)
    },
  }
}
