import { expect, it } from 'vitest'
import { codeBlock, codeSpan, escapeMarkdown } from './markdown-text.ts'

it.each([
  ['html', '<img src=x>', '&lt;img src=x&gt;'],
  ['a link', '[x](http://evil)', '\\[x\\](http://evil)'],
  ['a table', 'a | b', 'a \\| b'],
  ['a heading', '# big', '\\# big'],
  ['a numbered list', '1. first', '1\\. first'],
  ['an underscore in a name', 'gfp_mask', 'gfp_mask'],
])('escapes %s', (_name, text, escaped) => expect(escapeMarkdown(text)).toBe(escaped))

it('the fence of a code span is longer than every run inside', () => expect(codeSpan('a ``` b')).toBe('````a ``` b````'))
it('a pipe in a code span of a table is escaped', () => expect(codeSpan('a|b', true)).toBe('`a\\|b`'))
it('a code block cannot be closed from inside', () => expect(codeBlock('```\n# out', 'text').split('\n')[0]).toBe('````text'))
