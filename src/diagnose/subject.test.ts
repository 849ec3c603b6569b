import { expect, test } from 'vitest'
import { parseSubject } from './subject.ts'

test.each([
  ['vm:102', { kind: 'vm', id: '102' }],
  ['ct:200', { kind: 'ct', id: '200' }],
  ['node:pve', { kind: 'node', id: 'pve' }],
  ['102', null],
  ['vm:', null],
  ['disk:sda', null],
])('%s', (text, subject) => expect(parseSubject(text)).toEqual(subject))
