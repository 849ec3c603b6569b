import { expect, test } from 'vitest'
import { duration, nameSubject, sentence, stateWords } from './words.ts'

test('durations in the words people use', () =>
  expect([0, 59, 60, 2451, 7500, 1_072_800, -5].map(duration)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '40 min 51 s',
    '2 h 5 min',
    '12 d 10 h',
    '0 s',
  ]))
test('a sentence begins with a capital and ends', () => expect(sentence('the host ran out')).toBe('The host ran out.'))
test('users and units keep their spelling', () =>
  expect([sentence('root@pam started it'), sentence('102.scope ended')]).toEqual(['root@pam started it.', '102.scope ended.']))
test('a question stays one', () => expect(sentence('why?')).toBe('Why?'))
test('subjects by what is known of them', () =>
  expect([
    nameSubject({ kind: 'vm', id: '102', name: 'maas' }),
    nameSubject({ kind: 'vm', id: '102' }),
    nameSubject({ kind: 'vm' }),
    nameSubject({ kind: 'ct', id: '203' }),
    nameSubject({ kind: 'node', id: 'pve' }),
    nameSubject({ kind: 'node' }),
    nameSubject({ kind: 'process', id: '7', name: 'kvm' }),
  ]).toEqual(['102 (maas)', 'VM 102', 'the guest', 'CT 203', 'the node pve', 'the host', 'process 7 (kvm)']))
test('every state has words', () => expect(stateWords('start-failed')).toBe('could not start'))
