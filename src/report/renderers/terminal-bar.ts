import { displayWidth } from '../display-width.ts'
import type { MemoryBar } from '../memory-bar.ts'
import { paint, type TerminalStyle } from './terminal-page.ts'

/** The bar with its names in it, and the marks of 85 % and of what is installed below. */
export function memoryBarText({ segments, marks, scaleKiB }: MemoryBar, width: number, style: TerminalStyle): string[] {
  const inner = width - 1
  const cells = share(
    segments.map(({ kib }) => kib),
    inner,
  )
  const drawn = segments.map((segment, n) => ({ ...segment, width: cells[n]! })).filter(({ width }) => width > 0)
  const rule = (left: string, middle: string, right: string, fill: (free: boolean) => string) =>
    left + drawn.map(({ width, kind }, n) => fill(kind === 'free').repeat(width - 1) + (n === drawn.length - 1 ? right : middle)).join('')
  const names = drawn.map(({ name, size, width, kind }) => {
    const room = width - 1
    const words = [`${name} ${size}`, name, name.split(' ')[0]!, ''].find((word) => displayWidth(word) + 2 <= room) ?? ''
    const text = words === '' ? '' : ` ${words}`
    return paint(text + ' '.repeat(room - displayWidth(text)), kind === 'free' ? 'soft' : kind === 'need' ? 'warn' : 'bold', style)
  })
  const at = (kib: number) => Math.min(inner, Math.round((kib / scaleKiB) * inner))
  const line = Array.from({ length: inner + 1 }, () => ' ')
  const words: string[] = []
  for (const { kib, label } of marks) {
    const place = at(kib)
    line[place] = '▲'
    const before = place - displayWidth(label) - 1
    const fits = (from: number) =>
      from >= 0 && from + displayWidth(label) <= inner && line.slice(from, from + displayWidth(label)).every((c) => c === ' ')
    if (fits(place + 2)) for (const [n, c] of [...label].entries()) line[place + 2 + n] = c
    else if (fits(before)) for (const [n, c] of [...label].entries()) line[before + n] = c
    else words.push(' '.repeat(Math.max(0, place - displayWidth(label) + 1)) + label)
  }
  return [
    rule('┌', '┬', '┐', (free) => (free ? '╌' : '─')),
    `│${names.map((name) => `${name}│`).join('')}`,
    rule('└', '┴', '┘', (free) => (free ? '╌' : '─')),
    line.join('').trimEnd(),
    ...words,
  ]
}

/** Columns for each part: all of them together, none without one. */
function share(parts: readonly number[], columns: number): number[] {
  const sum = parts.reduce((total, part) => total + part, 0) || 1
  const cells = parts.map((part) => (part <= 0 ? 0 : Math.max(2, Math.floor((part / sum) * columns))))
  let rest = columns - cells.reduce((total, cell) => total + cell, 0)
  const order = parts.map((_, n) => n).toSorted((a, b) => parts[b]! - parts[a]!)
  for (let n = 0; rest !== 0 && order.length > 0; n = (n + 1) % order.length) {
    const place = order[n]!
    if (rest > 0) cells[place] = cells[place]! + 1
    else if (cells[place]! > 2) cells[place] = cells[place]! - 1
    else if (order.every((one) => cells[one]! <= 2)) break
    else continue
    rest += rest > 0 ? -1 : 1
  }
  return cells
}
