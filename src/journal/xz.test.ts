import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeXz, loadXz } from './xz.ts'

/** `printf 'MESSAGE=' …| xz --check=none`: what systemd before 246 stores. */
const PAYLOAD = readFileSync(join(import.meta.dirname, '../../fixtures/compressed/message.xz'))
const LINES = readFileSync(join(import.meta.dirname, '../../fixtures/compressed/lines-crc64.xz'))

test('nothing is read before the decoder was loaded', () => {
  expect(decodeXz(PAYLOAD, 4096)).toBeNull()
})
test('a stream without check, as journald writes it, and one with CRC64, as xz does', async () => {
  await loadXz()
  expect(decodeXz(PAYLOAD, 4096)?.toString()).toBe(`MESSAGE=${'Process 4242 (kvm) of user 0 dumped core. '.repeat(20)}`)
  const lines = decodeXz(LINES, 1 << 22)!
    .toString()
    .split('\n')
  expect([lines.length, lines[0], lines[49_999]]).toEqual([50_001, 'line 1', 'line 50000'])
})
test('what follows a stream belongs to it', async () => {
  await loadXz()
  expect(decodeXz(Buffer.concat([LINES, LINES]), 1 << 22)!.length).toBe(2 * decodeXz(LINES, 1 << 22)!.length)
})
test('cut, changed and too large ones give nothing', async () => {
  await loadXz()
  const changed = Buffer.from(LINES)
  changed[changed.length >> 1]! ^= 1
  expect(decodeXz(changed, 1 << 22)).toBeNull()
  expect(decodeXz(LINES.subarray(0, -40), 1 << 22)).toBeNull()
  expect(decodeXz(LINES, 1000)).toBeNull()
  expect(decodeXz(new Uint8Array(), 1000)).toBeNull()
})
test('no bytes make it throw', async () => {
  await loadXz()
  fc.assert(
    fc.property(fc.integer({ min: 0, max: PAYLOAD.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const bytes = Buffer.from(PAYLOAD)
      bytes[at] = byte
      decodeXz(bytes, 65_536)
    }),
  )
})
