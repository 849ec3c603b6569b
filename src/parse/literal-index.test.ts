import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLiteralIndex } from './literal-index.ts'

const LISTS = [['Out of memory', 'oom-kill'], ['I/O error'], ['memory'], ['oom-kill:constraint'], ['Größe']]

test.each([
  ['kernel: Out of memory: Killed process 1', [0, 2]],
  ['oom-kill:constraint=CONSTRAINT_NONE', [0, 3]],
  ['I/O errorI/O error', [1]],
  ['out of MEMORY', []],
  ['Größe', [4]],
  ['Grö', []],
  ['', []],
  ['mem', []],
])('%s', (text, lists) => expect([...createLiteralIndex(LISTS).find(text)]).toEqual(lists))

test('an empty literal is a mistake', () => expect(() => createLiteralIndex([['']])).toThrow('everywhere'))

test('finds what includes finds', () => {
  const letter = fc.constantFrom('a', 'b', ' ', 'ü', '\u0161')
  const text = (minLength: number, maxLength: number) => fc.array(letter, { minLength, maxLength }).map((letters) => letters.join(''))
  fc.assert(
    fc.property(
      fc.array(fc.array(text(1, 7), { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
      fc.array(text(0, 40), { maxLength: 4 }),
      (lists, texts) => {
        const index = createLiteralIndex(lists)
        for (const one of texts)
          expect([...index.find(one)]).toEqual(
            lists.flatMap((literals, n) => (literals.some((literal) => one.includes(literal)) ? [n] : [])),
          )
      },
    ),
  )
})
