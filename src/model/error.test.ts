import { expect, test } from 'vitest'
import { WhydownError } from './error.ts'

test('an error says what is wrong and what to do next', () => {
  const error = new WhydownError('evidence', 'There is no x.', 'Check the path.')
  expect([error.code, error.message, error.hint]).toEqual(['evidence', 'There is no x.', 'Check the path.'])
})
