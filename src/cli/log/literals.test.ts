import fc from 'fast-check'
import { expect, test } from 'vitest'
import { requiredLiterals } from './literals.ts'

test.each<[string, string[] | null]>([
  ['oom-kill', ['oom-kill']],
  ['Out of memory: Killed process \\d+ \\(kvm\\)', ['Out of memory: Killed process ']],
  ['I/O error|blocked for more', ['I/O error', 'blocked for more']],
  ['^task .*:hung up', [':hung up']],
  ['colou?r of it', ['r of it']],
  ['abcde{2}fgh', ['abcd']],
  ['abcdef+', ['abcdef']],
  ['nic: Link is (Down|Up)$', ['nic: Link is ']],
])('%s holds one of %j', (pattern, literals) => expect(requiredLiterals(pattern)).toEqual(literals))

test.each([
  ['[abcd]', 'a class'],
  ['(oom-kill)?', 'a group that may be missing'],
  ['oom-kill|x', 'one side is too short'],
  ['oom-kill|', 'one side is empty'],
  ['\\x6fom-kill', 'a code'],
  ['oo.m', 'short pieces'],
  ['(?:oom-kill)', 'groups are not looked into'],
])('%s tells nothing: %s', (pattern) => expect(requiredLiterals(pattern)).toBeNull())

test('whatever matches holds a literal', () => {
  const piece = fc.constantFrom(
    'oom',
    'kill',
    'ed',
    '\\.',
    '.',
    '.*',
    '(a|b)',
    '[x-z]',
    '?',
    '+',
    '{2}',
    '|',
    '\\d',
    ' ',
    '^',
    '$',
    'ü',
    '\\b',
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }),
      fc.array(fc.constantFrom('oom', 'kill', 'ed', '.', 'a', 'x', '1', ' ', 'ü', 'l', 'kilkill'), { maxLength: 10 }),
      (pieces, words) => {
        let regexp
        try {
          regexp = new RegExp(pieces.join(''))
        } catch {
          return true
        }
        const literals = requiredLiterals(regexp.source)
        const text = words.join('')
        return literals === null || !regexp.test(text) || literals.some((literal) => text.includes(literal))
      },
    ),
    { numRuns: 3000 },
  )
})
