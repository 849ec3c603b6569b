import { expect, test } from 'vitest'
import { commandOf } from '../allowed.ts'
import { readiness } from './readiness.ts'

test('one cheap command, on hosts and guests', () => {
  expect(readiness.steps()).toEqual([{ use: 'readiness', artifact: 'readiness.txt', holds: 'state' }])
  expect(commandOf('readiness').seconds).toBeLessThanOrEqual(10)
})
