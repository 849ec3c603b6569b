import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { compressionOf, decompress, fileChunks } from './decompress.ts'

const PLAIN = Buffer.from(Array.from({ length: 50_000 }, (_, n) => `line ${n + 1}\n`).join(''))
const XZ = readFileSync(join(import.meta.dirname, '../../fixtures/compressed/lines-crc64.xz'))

async function unpacked(bytes: Buffer): Promise<{ bytes: Buffer; error?: string }> {
  const parts: Uint8Array[] = []
  try {
    for await (const part of decompress(Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]), compressionOf(bytes)))
      parts.push(part as Uint8Array)
  } catch (error) {
    return { bytes: Buffer.concat(parts), error: (error as Error).message }
  }
  return { bytes: Buffer.concat(parts) }
}

describe.each([
  ['nothing', PLAIN],
  ['gzip', gzipSync(PLAIN)],
  ['zstd', zstdCompressSync(PLAIN)],
  ['xz', XZ],
])('%s', (name, packed) => {
  test('is told by the first bytes and unpacked', async () => {
    expect((await unpacked(packed)).bytes.equals(PLAIN)).toBe(true)
  })
  test('two in one file are one text', async () => {
    expect((await unpacked(Buffer.concat([packed, packed]))).bytes.equals(Buffer.concat([PLAIN, PLAIN]))).toBe(true)
  })
  test.skipIf(name === 'nothing')('a cut one gives no wrong byte, and an error', async () => {
    const { bytes, error } = await unpacked(packed.subarray(0, -Math.ceil(packed.length / 3)))
    expect(bytes.equals(PLAIN.subarray(0, bytes.length))).toBe(true)
    expect(error).toBeDefined()
  })
})
test('a reader that stops early stops the decoder, and the next one is served', async () => {
  for (let turn = 0; turn < 3; turn++)
    for await (const part of decompress(Readable.from([XZ]), 'xz')) {
      expect((part as Buffer).toString('latin1', 0, 7)).toBe('line 1\n')
      break
    }
})
test('a file in few buffers: each chunk is whole while it is looked at, and all of them together are the file', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'whydown-chunks-')), 'log')
  const bytes = Buffer.concat(Array.from({ length: 20 }, () => PLAIN))
  writeFileSync(path, bytes)
  const parts: Buffer[] = []
  for await (const chunk of fileChunks(path)) parts.push(Buffer.from(chunk))
  expect(Buffer.concat(parts).equals(bytes)).toBe(true)
  expect(parts.length).toBeGreaterThan(16)
})
