import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'

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

/** Bytes after decompression. xz and bzip2 have no decoder in Node: the system's tool is asked. */
export function decompress(stream: Readable, compression: Compression): Readable {
  switch (compression) {
    case 'none':
      return stream
    case 'gzip':
      return pipe(stream, createGunzip())
    case 'zstd':
      return pipe(stream, createZstdDecompress())
    case 'xz':
      return through(stream, 'xz')
    case 'bzip2':
      return through(stream, 'bzip2')
  }
}

/** A cut archive still gives what it holds: the error comes after the last good byte, and the reader reports it. */
function pipe(from: Readable, to: ReturnType<typeof createGunzip> | ReturnType<typeof createZstdDecompress>): Readable {
  from.on('error', (error) => to.destroy(error))
  return from.pipe(to)
}

function through(from: Readable, tool: 'xz' | 'bzip2'): Readable {
  const child = spawn(tool, ['-dc'], { stdio: ['pipe', 'pipe', 'ignore'] })
  child.on('error', () => child.stdout.destroy(new Error(`${tool} is not installed; unpack it first: ${tool} -d FILE`)))
  child.stdin.on('error', () => {})
  from.on('error', (error) => child.stdout.destroy(error))
  from.pipe(child.stdin)
  child.stdout.on('close', () => {
    if (child.exitCode === null) child.kill()
  })
  return child.stdout
}

export const fileStream = (path: string) => createReadStream(path, { highWaterMark: 256 * 1024 })
