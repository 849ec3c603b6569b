import { expect, test } from 'vitest'
import { entryFields, hitEntries } from './hit-entries.ts'

const hit = { file: '/nonexistent/x.journal', offset: 4096, message: 'm', patterns: ['p'], count: 3 }

test('hits of a file that is gone lead to no entries', () => expect(hitEntries([hit])).toEqual([]))
test('no hits, no entries', () => expect(hitEntries([])).toEqual([]))
test('fields of an entry that is gone are null', () =>
  expect(entryFields({ hit, seqnumId: '', offset: 8, seqnum: 1, realtimeUs: 0, monotonicUs: 0, bootId: '', contentHash: 0n })).toBeNull())
