import { expect, test } from 'vitest'
import { readLength, watchSettings } from './settings.ts'

test('defaults', () => expect(watchSettings(undefined)).toMatchObject({ every: 10_000, settle: 3000, memoryAt: 85 }))
test('lengths', () => expect([readLength('90s'), readLength('2h'), readLength('1.5d')]).toEqual([90_000, 7_200_000, 129_600_000]))
test.each([
  [{ every: 'often' }, 'watch.every'],
  [{ evry: '1s' }, 'evry'],
  [{ memoryAt: 500 }, 'watch.memoryAt'],
])('%j is refused with its place', (given, words) => expect(() => watchSettings(given)).toThrow(words))
