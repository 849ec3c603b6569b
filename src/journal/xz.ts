/** The WebAssembly build of XZ Embedded that `xz-decompress` carries. Its own face is asynchronous; an entry is read at once. */
interface XzEmbedded {
  readonly memory: { readonly buffer: ArrayBuffer }
  create_context(): number
  destroy_context(context: number): void
  supply_input(context: number, size: number): void
  get_next_output(context: number): number
}

const OK = 0
const STREAM_END = 1
/** What stands where in a context, in words of 4 bytes. */
const BUFFER_SIZE = 0
const INPUT_AT = 1
const INPUT_READ = 2
const INPUT_SIZE = 3
const OUTPUT_AT = 4
const OUTPUT_SIZE = 5

let embedded: XzEmbedded | null = null

/** Makes XZ payloads readable from now on. Other compressions need no such step. */
export async function loadXz(): Promise<void> {
  if (embedded !== null) return
  const { default: library } = (await import('xz-decompress')) as unknown as {
    default: { XzReadableStream: { _getModuleInstance(): Promise<void>; _moduleInstance: { exports: XzEmbedded } } }
  }
  await library.XzReadableStream._getModuleInstance()
  embedded = library.XzReadableStream._moduleInstance.exports
}

/** The bytes inside an .xz stream; null when it is damaged or cut, unfolds to more than `largest` bytes, or `loadXz` was not called. */
export function decodeXz(stored: Uint8Array, largest: number): Buffer | null {
  if (embedded === null) return null
  const { memory, create_context, destroy_context, supply_input, get_next_output } = embedded
  const context = create_context()
  // The memory may grow with every call, and views of it are then void.
  const words = () => new Uint32Array(memory.buffer, context, OUTPUT_SIZE + 1)
  const parts: Buffer[] = []
  let size = 0
  let given = 0
  let ended = false
  try {
    for (;;) {
      if (words()[INPUT_READ] === words()[INPUT_SIZE]) {
        const part = stored.subarray(given, given + words()[BUFFER_SIZE]!)
        // Another stream may follow a finished one: only nothing more to give brings the end about.
        if (part.length === 0 && ended) return null
        ended = part.length === 0
        new Uint8Array(memory.buffer).set(part, words()[INPUT_AT])
        supply_input(context, part.length)
        given += part.length
      }
      const result = get_next_output(context)
      if (result !== OK && result !== STREAM_END) return null
      const made = words()[OUTPUT_SIZE]!
      size += made
      if (size > largest) return null
      parts.push(Buffer.from(new Uint8Array(memory.buffer, words()[OUTPUT_AT], made)))
      words()[OUTPUT_SIZE] = 0
      if (result === STREAM_END) return Buffer.concat(parts, size)
    }
  } finally {
    destroy_context(context)
  }
}
