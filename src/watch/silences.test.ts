import { expect, test } from 'vitest'
import { silencedUntil } from './silences.ts'

const list = [{ about: '102', until: 1000, because: 'work', by: 'ann' }]
test.each([
  ['102 (maas)', 1000],
  ['guest:vm:102', 1000],
  ['1022 (other)', null],
])('%s', (about, until) => expect(silencedUntil(list, about, 500)).toBe(until))
test('an end is an end', () => expect(silencedUntil(list, '102', 1000)).toBeNull())
