import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decompressPayload, FLAG_LZ4, FLAG_XZ, FLAG_ZSTD } from './payload.ts'
import { loadXz } from './xz.ts'

test('stored bytes without compression are the payload', () => {
  expect(decompressPayload(Buffer.from('MESSAGE=x'), 0)?.toString()).toBe('MESSAGE=x')
})
test('zstd', () => {
  expect(decompressPayload(zstdCompressSync(Buffer.from('MESSAGE=hello')), FLAG_ZSTD)?.toString()).toBe('MESSAGE=hello')
})
test('a small frame that unfolds to more than 64 MiB is not unfolded', () => {
  const bomb = zstdCompressSync(Buffer.alloc(65 * 1024 * 1024))
  expect(bomb.length).toBeLessThan(100_000)
  expect(decompressPayload(bomb, FLAG_ZSTD)).toBeNull()
})
test('ten thousand damaged frames in one turn take no memory without bound, and the next turn reads again', async () => {
  const whole = zstdCompressSync(Buffer.from(`MESSAGE=${'x'.repeat(600)}`))
  const damaged = Buffer.from(whole)
  damaged[damaged.length - 3]! ^= 1
  damaged[4] = 0xff
  const before = process.memoryUsage().arrayBuffers
  for (let n = 0; n < 10_000; n++) expect(decompressPayload(damaged, FLAG_ZSTD)).toBeNull()
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(80 * 1024 * 1024)
  await new Promise((resolve) => setImmediate(resolve))
  expect(decompressPayload(whole, FLAG_ZSTD)?.length).toBe(608)
})
test('XZ, once it was loaded', async () => {
  const stored = readFileSync(join(import.meta.dirname, '../../fixtures/compressed/message.xz'))
  expect(decompressPayload(stored, FLAG_XZ)).toBeNull()
  await loadXz()
  expect(decompressPayload(stored, FLAG_XZ)?.toString()).toContain('MESSAGE=Process 4242 (kvm)')
})
test('damaged XZ and unknown compressions are unread, not guessed', () => {
  expect(decompressPayload(Buffer.from('MESSAGE=x'), FLAG_XZ)).toBeNull()
  expect(decompressPayload(Buffer.from('MESSAGE=x'), 3)).toBeNull()
})
test('no bytes make it throw', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(1, FLAG_LZ4, FLAG_ZSTD, 7),
      (bytes, flags) => void decompressPayload(Buffer.from(bytes), flags),
    ),
  )
})
