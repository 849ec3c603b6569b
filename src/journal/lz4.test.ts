import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeLz4Block } from './lz4.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

// Blocks made by the reference lz4 program.
test('a repeated text with an overlapping match and a tail of literals', () => {
  const block = hex('ff014d4553534147453d61626364656667680800ffffff08a020656e64206f66206974')
  expect(decodeLz4Block(block, 818)?.toString()).toBe(`MESSAGE=${'abcdefgh'.repeat(100)} end of it`)
})
test('a run of one byte (distance 1)', () => {
  expect(decodeLz4Block(hex('9f4d4553534147453d610100ffff41506161616161'), 608)?.toString()).toBe(`MESSAGE=${'a'.repeat(600)}`)
})
test('literals only', () => {
  expect(decodeLz4Block(hex('30616263'), 3)?.toString()).toBe('abc')
})
test('a match that reaches back before the start is refused', () => {
  expect(decodeLz4Block(hex('10610500'), 5)).toBeNull()
})
test('a wrong original size is refused', () => {
  expect(decodeLz4Block(hex('30616263'), 4)).toBeNull()
})
test('a claim of gigabytes allocates nothing', () => {
  expect(decodeLz4Block(hex('30616263'), 2 ** 40)).toBeNull()
})
test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(2000), (block, size) => {
      const out = decodeLz4Block(block, size)
      expect(out === null || out.length === size).toBe(true)
    }),
  )
})
