import { expect, test } from 'vitest'
import { inKeyOrder } from './index.ts'

test('keys come in order at every depth, in lists too; unknown and absent ones are left out', () => {
  const order = { a: 0, list: { x: 0, y: 0 }, z: 0 } as const
  expect(JSON.stringify(inKeyOrder({ z: null, list: [{ y: 2, x: 1, more: 3 }], a: 1, z2: 4, gone: undefined }, order))).toBe(
    '{"a":1,"list":[{"x":1,"y":2}],"z":null}',
  )
})
