import { expect, test } from 'vitest'
import { recordOf } from '../parse/verify.ts'
import { sortByTime } from './order.ts'

const at = (file: string, line: number, time: number | null) => ({
  ...recordOf('x', { line, at: time }),
  source: { file, side: 'host' as const },
})
const shown = (records: ReturnType<typeof at>[]) => sortByTime(records, (r) => r).map((r) => `${r.source.file}${r.line}`)

test('time decides between files', () => expect(shown([at('b', 1, 20), at('a', 1, 10)])).toEqual(['a1', 'b1']))
test('a line without a time stays behind the dated line before it', () =>
  expect(shown([at('b', 1, 15), at('a', 2, null), at('a', 1, 10), at('a', 3, 20)])).toEqual(['a1', 'a2', 'b1', 'a3']))
test('a file without any time comes last', () => expect(shown([at('a', 1, null), at('b', 1, 5)])).toEqual(['b1', 'a1']))
test('the order of files given does not matter', () => {
  const records = [at('a', 1, 10), at('b', 1, 10), at('a', 2, null)]
  expect(shown(records)).toEqual(shown(records.toReversed()))
})
