import { expect, test } from 'vitest'
import { definePatterns } from './define.ts'
import { createObserver } from './observe.ts'
import { recordOf } from './verify.ts'

const PATTERNS = definePatterns([
  {
    kind: 'nic.tx-hang',
    by: 'kernel',
    salience: 'fault',
    says: '{nic} hung',
    literals: ['Unit Hang'],
    match: /(?<nic>\w+): Unit Hang/,
    samples: ['eno1: Unit Hang'],
  },
  {
    kind: 'guest.only',
    by: 'anyone',
    side: 'guest',
    salience: 'fault',
    says: 'x',
    literals: ['only here'],
    match: /only here/,
    samples: ['only here'],
  },
])
const kernel = (message: string, at: number, more = {}) =>
  recordOf(message, { at, line: at, ident: 'kernel', transport: 'kernel', ...more })
const observe = (...records: ReturnType<typeof recordOf>[]) => {
  const observer = createObserver(PATTERNS, [])
  for (const record of records) observer.see(record)
  return observer.end()
}

test('alike lines close together are one observation with a count', () =>
  expect(observe(kernel('eno1: Unit Hang', 1000), kernel('eno1: Unit Hang', 3000)).map((o) => [o.count, o.until])).toEqual([[2, 3000]]))
test('the same an hour later is another', () =>
  expect(observe(kernel('eno1: Unit Hang', 1000), kernel('eno1: Unit Hang', 3_700_000)).length).toBe(2))
test('another NIC is another', () => expect(observe(kernel('eno1: Unit Hang', 1000), kernel('eno2: Unit Hang', 1001)).length).toBe(2))
test('a program does not speak for the kernel', () =>
  expect(observe(kernel('eno1: Unit Hang', 1000, { ident: 'logger', transport: 'userspace' }))).toEqual([]))
test('what a guest must say, a host cannot', () => expect(observe(recordOf('only here'))).toEqual([]))
