import { expect, test } from 'vitest'
import { fileNameFacts } from './file-name.ts'

test.each([
  ['/var/log/journal/x/system.journal', { kind: 'active', prefix: 'system' }],
  ['user-1000.journal', { kind: 'active', prefix: 'user-1000', uid: 1000 }],
  [
    'system@0123456789abcdef0123456789abcdef-0000000000000010-000660d2ded8c870.journal',
    { kind: 'archived', prefix: 'system', seqnumId: '0123456789abcdef0123456789abcdef', headSeqnum: 16, headRealtimeUs: 0x660d2ded8c870 },
  ],
  ['system@000660d2ded8c870-c3640f6e667566f7.journal~', { kind: 'put-aside', prefix: 'system', putAsideUs: 0x660d2ded8c870 }],
  [
    'user-1000@000660d2ded8c870-c3640f6e667566f7.journal~',
    { kind: 'put-aside', prefix: 'user-1000', uid: 1000, putAsideUs: 0x660d2ded8c870 },
  ],
  ['renamed.journal~', { kind: 'put-aside', prefix: 'renamed' }],
  ['system@nonsense.journal', { kind: 'unknown', prefix: 'system' }],
  ['user-12ab.journal', { kind: 'active', prefix: 'user-12ab' }],
] as const)('%s', (path, facts) => {
  expect(fileNameFacts(path)).toEqual(facts)
})
