/** Ranges that take two columns in a terminal: East Asian wide and full-width forms, and emoji. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
]
const COMBINING = /^\p{M}$/u

/** Columns that the text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return width
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x300) return 1
  if (COMBINING.test(character)) return 0
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1
}

/** Lines of at most `width` columns, broken at spaces, and inside a word only where the word alone is wider. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  const room = Math.max(8, width)
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`
    if (displayWidth(joined) <= room) {
      line = joined
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = hardCut(word, room)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  lines.push(line)
  return lines
}

function hardCut(word: string, width: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const character of word) {
    const own = characterWidth(character)
    if (used + own > width) {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += character
    used += own
  }
  return [...pieces, piece]
}

/** The first `count` lines; `…` at the end says that there was more. */
export function firstLines(lines: readonly string[], count: number, width: number): string[] {
  if (lines.length <= count) return [...lines]
  const kept = lines.slice(0, count)
  const last = kept.at(-1) ?? ''
  kept[kept.length - 1] = displayWidth(last) + 2 <= width ? `${last} …` : `${hardCut(last, width - 2)[0] ?? ''} …`
  return kept
}

/**
 * A command over several lines that still runs when it is copied: broken only at spaces outside quotes, each break with ` \`.
 * A quoted word that is too long stays whole, wider than the screen, because a broken one would be another command.
 */
export function wrapCommand(command: string, width: number): string[] {
  return command.split('\n').flatMap((line) => {
    const lines: string[] = []
    let current = ''
    for (const word of shellWords(line)) {
      const joined = current === '' ? word : `${current} ${word}`
      if (current !== '' && displayWidth(joined) > width - 2) {
        lines.push(`${current} \\`)
        current = `  ${word}`
      } else current = joined
    }
    return [...lines, current]
  })
}

function shellWords(line: string): string[] {
  const words: string[] = []
  let word = ''
  let quote = ''
  for (let n = 0; n < line.length; n++) {
    const c = line[n]!
    if (c === '\\' && quote !== "'") {
      word += c + (line[++n] ?? '')
      continue
    }
    if (quote) quote = c === quote ? '' : quote
    else if (c === "'" || c === '"') quote = c
    if (c === ' ' && !quote) {
      if (word) words.push(word)
      word = ''
    } else word += c
  }
  return word ? [...words, word] : words
}
