import { describe, expect, it } from 'vitest'
import { displayWidth, firstLines, wrap, wrapCommand } from './display-width.ts'

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['容量', 4],
    ['e\u0301', 1],
    ['…', 1],
  ])('of %s is %d', (text, width) => expect(displayWidth(text)).toBe(width))
})

describe('wrap', () => {
  it('never makes a line wider than asked', () => {
    const text = `the host had no memory left ${'x'.repeat(50)} 容量容量容量容量容量容量容量 end`
    for (const line of wrap(text, 20)) expect(displayWidth(line)).toBeLessThanOrEqual(20)
  })
  it('loses no word', () => expect(wrap('one two three four', 9).join(' ')).toBe('one two three four'))
})

it('firstLines says that there was more', () => expect(firstLines(['one two', 'three'], 1, 10)).toEqual(['one two …']))

describe('wrapCommand', () => {
  it('breaks between words with a continuation, so that a copy still runs', () =>
    expect(wrapCommand('journalctl -k --since yesterday --until today', 30)).toEqual([
      'journalctl -k --since \\',
      '  yesterday --until today',
    ]))
  it('never breaks inside quotes', () => {
    const quoted = "grep -E 'a b c d e f g h i j k l m n o p q r s t u v w x y z' file"
    expect(wrapCommand(quoted, 20).find((line) => line.includes("'"))).toContain("'a b c d e f g h i j k l m n o p q r s t u v w x y z'")
  })
  it('keeps a short command as it is', () => expect(wrapCommand('qm list', 60)).toEqual(['qm list']))
})
