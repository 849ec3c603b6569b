import { describe, expect, it } from 'vitest'
import { plain, shown, visible } from './hostile.ts'

describe('visible', () => {
  it('shows escape as a symbol', () => expect(visible('a\u001b[31mb')).toBe('a␛[31mb'))
  it('shows a direction override as its code point', () => expect(visible('txt.\u202eexe')).toBe('txt.⟨U+202E⟩exe'))
  it('shows zero-width characters', () => expect(visible('ro\u200bot')).toBe('ro⟨U+200B⟩ot'))
  it('shows a C1 control as its code point', () => expect(visible('\u009b31m')).toBe('⟨U+009B⟩31m'))
  it('shows a lone surrogate', () => expect(visible('a\ud800b')).toBe('a⟨U+D800⟩b'))
  it('leaves words of all languages alone', () => expect(visible('Größe 容量 😀 é')).toBe('Größe 容量 😀 é'))
})

describe('shown', () => {
  it('says how much it does not show', () => expect(shown('x'.repeat(1500), 500)).toBe(`${'x'.repeat(500)} … 1,000 more characters`))
  it('does not touch a line that fits', () => expect(shown('short', 500)).toBe('short'))
})

describe('plain', () => {
  it.each([
    ['colour', '\u001b[1;31mred\u001b[0m', 'red'],
    ['window title', '\u001b]0;owned\u0007text', 'text'],
    ['hyperlink', '\u001b]8;;http://evil\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['one-byte CSI', '\u009b2Jtext', 'text'],
    ['reset', '\u001bctext', 'text'],
    ['unfinished sequence', 'text\u001b[', 'text['],
  ])('takes away a %s', (_name, text, bare) => {
    expect(plain(text)).toBe(bare)
  })
})
