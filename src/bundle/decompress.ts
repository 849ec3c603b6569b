import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import type { XzReadableStream } from 'xz-decompress'

export type Compression = 'none' | 'gzip' | 'zstd' | 'xz' | 'bzip2'

/** Told by the first bytes, never by the name: a `.gz` that somebody unpacked is still readable. */
export function compressionOf(head: Uint8Array): Compression {
  const starts = (...bytes: number[]) => bytes.every((byte, n) => head[n] === byte)
  if (starts(0x1f, 0x8b)) return 'gzip'
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd'
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz'
  if (starts(0x42, 0x5a, 0x68)) return 'bzip2'
  return 'none'
}

/** Bytes after decompression. bzip2 has no decoder here: the system's tool is asked. */
export function decompress(stream: Readable, compression: Compression): Readable {
  switch (compression) {
    case 'none':
      return stream
    case 'gzip':
      return pipe(stream, createGunzip())
    case 'zstd':
      return Readable.from(unpackZstd(stream), { objectMode: false })
    case 'xz':
      return Readable.from(unpackXz(stream), { objectMode: false })
    case 'bzip2':
      return throughBzip2(stream)
  }
}

/** A cut archive still gives what it holds: the error comes after the last good byte, and the reader reports it. */
function pipe(from: Readable, to: ReturnType<typeof createGunzip>): Readable {
  from.on('error', (error) => to.destroy(error))
  return from.pipe(to)
}

/** Node's decoder stops without a word after the first frame of a piece, and pzstd, `zstd -T` and `cat` write many. */
async function* unpackZstd(from: Readable): AsyncGenerator<Uint8Array> {
  const pieces = from[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  /** What is handed to the decoder next; null when the input has ended. */
  let piece: Uint8Array | null = null
  const take = async () => {
    const next = await pieces.next()
    piece = next.done ? null : next.value
  }
  try {
    await take()
    while (piece !== null) {
      const decoder = createZstdDecompress()
      let given = 0
      const feed = async () => {
        while (piece !== null && !decoder.readableEnded && !decoder.destroyed) {
          const now: Uint8Array = piece
          given += now.length
          await new Promise<void>((resolve) => {
            decoder.once('close', resolve)
            decoder.write(now, () => {
              decoder.off('close', resolve)
              resolve()
            })
          })
          // What it did not want begins another frame.
          if (decoder.bytesWritten < given) {
            piece = now.subarray(now.length - (given - decoder.bytesWritten))
            return
          }
          await take()
        }
        decoder.end()
      }
      const feeding = feed().catch((error: Error) => void decoder.destroy(error))
      yield* decoder
      await feeding
    }
  } finally {
    from.destroy()
  }
}

/** The decoder is only loaded when there is something to decode. */
async function* unpackXz(from: Readable): AsyncGenerator<Uint8Array> {
  const { default: library } = (await import('xz-decompress')) as unknown as { default: { XzReadableStream: typeof XzReadableStream } }
  try {
    yield* new library.XzReadableStream(Readable.toWeb(from) as ReadableStream<Uint8Array>)
  } catch (error) {
    if (!/error code|undefined|null/.test((error as Error).message)) throw error
    throw new Error('the xz stream is damaged or was cut off', { cause: error })
  } finally {
    from.destroy()
  }
}

function throughBzip2(from: Readable): Readable {
  const child = spawn('bzip2', ['-dc'], { stdio: ['pipe', 'pipe', 'ignore'] })
  child.on('error', () => child.stdout.destroy(new Error('bzip2 is not installed; unpack it first: bzip2 -d FILE')))
  child.stdin.on('error', () => {})
  from.on('error', (error) => child.stdout.destroy(error))
  from.pipe(child.stdin)
  child.stdout.on('close', () => {
    if (child.exitCode === null) child.kill()
  })
  return child.stdout
}

export const fileStream = (path: string) => createReadStream(path, { highWaterMark: 256 * 1024 })

const CHUNK = 128 * 1024
const CHUNKS = 8

/**
 * The bytes of a file, in constant memory: the same few buffers are filled again and again, because what waits for the garbage collector
 * would be a hundred megabytes. A chunk is valid until seven later ones were asked for. A file that grows is read up to where it ends
 * when its end is reached.
 */
export async function* fileChunks(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r')
  const buffers: Buffer[] = []
  try {
    for (let n = 0; ; n = (n + 1) % CHUNKS) {
      const buffer = (buffers[n] ??= Buffer.allocUnsafeSlow(CHUNK))
      let filled = 0
      while (filled < CHUNK) {
        const { bytesRead } = await file.read(buffer, filled, CHUNK - filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      if (filled > 0) yield filled === CHUNK ? buffer : buffer.subarray(0, filled)
      if (filled < CHUNK) return
    }
  } finally {
    await file.close()
  }
}
