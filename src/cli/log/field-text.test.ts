import { expect, test } from 'vitest'
import { nameEnd, printableForm } from './field-text.ts'

test.each<[string, string | Buffer, string]>([
  ['ASCII', 'Out of memory', 'plain'],
  ['nothing', '', 'plain'],
  ['a quote', 'said "no"', 'text'],
  ['a tab', 'a\tb', 'text'],
  ['letters of all countries', 'Größe ✓ 𝒳', 'text'],
  ['two lines', 'a\nb', 'lines'],
  ['two lines of them', 'ä\nb', 'lines'],
  ['a terminal sequence', '\u001b[31mred', 'binary'],
  ['a carriage return', 'a\rb', 'binary'],
  ['NUL', 'a\0b', 'binary'],
  ['DEL', 'a\u007f', 'binary'],
  ['a C1 control', 'a\u0085', 'binary'],
  ['latin1', Buffer.from('Größe', 'latin1'), 'binary'],
  ['a cut character', Buffer.from('✓').subarray(0, 2), 'binary'],
  ['an overlong one', Buffer.from([0xe0, 0x80, 0x80]), 'binary'],
  ['half a pair', Buffer.from([0xed, 0xa0, 0x80]), 'binary'],
  ['no character', '\ufdd0', 'binary'],
])('%s is %s', (_, value, form) => {
  expect(printableForm(Buffer.concat([Buffer.from('X='), Buffer.from(value)]), 2)).toBe(form)
})

test.each([
  ['MESSAGE=x', 7],
  ['_PID=1', 4],
  ['=x', -1],
  ['1X=1', -1],
  ['message=x', -1],
  ['NO EQUALS', -1],
  [`${'A'.repeat(64)}=1`, 64],
  [`${'A'.repeat(65)}=1`, -1],
])('the name of %s ends at %i', (payload, end) => expect(nameEnd(Buffer.from(payload))).toBe(end))
