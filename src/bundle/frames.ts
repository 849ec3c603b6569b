/** What a remote script sends, taken apart. */
export interface FrameListener {
  begin(id: string): void
  data(id: string, bytes: Uint8Array): void
  /** Exit code of the command and the end of its stderr; absent when it hung or was cut. */
  trailer(id: string, exit: number, stderr: string): void
  end(id: string): void
  /** Any other line of the script: `clock 1753831165.123`, `lane`, `done`. */
  mark(words: readonly string[]): void
}

/**
 * Takes the stream of a remote script apart. The script marks its frames with lines that begin with a random word, so that no
 * output of a command can be taken for one:
 *
 *     ⏎WORD begin 3⏎ …output… ⏎WORD rc 0⏎ …stderr… ⏎WORD end 3⏎
 *
 * Works on any cut of the stream into chunks and holds back no more than a line.
 */
export function createFrameDecoder(word: string, listener: FrameListener): { push(chunk: Uint8Array): void; end(): void } {
  const marker = Buffer.from(`\n${word} `)
  let pending: Buffer = Buffer.alloc(0)
  let open: string | null = null
  let exit: number | null = null
  let stderr: Buffer[] = []

  const give = (bytes: Buffer) => {
    if (bytes.length === 0 || open === null) return
    if (exit === null) listener.data(open, bytes)
    else stderr.push(Buffer.from(bytes))
  }
  const close = () => {
    if (open === null) return
    if (exit !== null) listener.trailer(open, exit, Buffer.concat(stderr).toString('utf8').trim())
    listener.end(open)
    open = null
    exit = null
    stderr = []
  }
  const control = (line: string) => {
    const words = line.trim().split(' ')
    if (words[0] === 'begin') {
      close()
      open = words[1] ?? ''
      listener.begin(open)
    } else if (words[0] === 'rc') exit = Number(words[1])
    else if (words[0] === 'end') close()
    else listener.mark(words)
  }

  return {
    push(chunk) {
      pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk])
      for (;;) {
        const at = pending.indexOf(marker)
        if (at < 0) {
          const safe = Math.max(0, pending.length - marker.length)
          give(pending.subarray(0, safe))
          pending = pending.subarray(safe)
          return
        }
        const newline = pending.indexOf(10, at + marker.length)
        if (newline < 0) {
          give(pending.subarray(0, at))
          pending = pending.subarray(at)
          return
        }
        give(pending.subarray(0, at))
        const line = pending.toString('utf8', at + marker.length, newline)
        // The line break of a marker may begin the next one.
        pending = pending.subarray(newline)
        control(line)
        if (pending.indexOf(marker) !== 0) pending = pending.subarray(1)
      }
    },
    end() {
      give(pending)
      pending = Buffer.alloc(0)
      close()
    },
  }
}
