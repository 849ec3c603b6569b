import { expect, test } from 'vitest'
import { resultOf } from '../patient.fixture.ts'
import { swapCheck } from './swap.ts'

test.each([
  ['SwapTotal:       8388604 kB\n/dev/dm-0 partition 8388604 0 -2\n', 'ok'],
  ['SwapTotal:             0 kB\n', 'warning'],
  ['SwapTotal:       8388604 kB\n/dev/zd0                                partition\t8388604\t0\t-2\n', 'problem'],
  ['', 'unseen'],
])('%j', (text, result) => expect(resultOf(swapCheck, { 'memory.txt': text })).toBe(result))
