import { expect, test } from 'vitest'
import { bodyOf, plain, testMessage } from './message.ts'

test('log text loses control characters, direction overrides and length', () => {
  expect(plain('a\u001b[31mb\u202ec\r\nd')).toBe('a [31mb c d')
  expect(plain('x'.repeat(400))).toHaveLength(300)
})
test('the body ends with what to run and where to read', () =>
  expect(
    bodyOf({ ...testMessage('2025-01-01T00:00:00.000Z'), next: 'qm list', link: 'http://x/' })
      .split('\n')
      .slice(-2),
  ).toEqual(['qm list', 'http://x/']))
