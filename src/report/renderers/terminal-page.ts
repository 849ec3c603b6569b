import { plain } from '../hostile.ts'
import { wrap } from '../display-width.ts'

export type Ink = 'bold' | 'soft' | 'down' | 'warn' | 'ok' | 'key'

const CODES: Record<Ink, readonly [number, number]> = {
  bold: [1, 22],
  soft: [2, 22],
  down: [31, 39],
  warn: [33, 39],
  ok: [32, 39],
  key: [36, 39],
}

export interface TerminalStyle {
  readonly width: number
  readonly colour: boolean
}

/** Colour repeats what the words say; without it nothing is lost. */
export function paint(text: string, ink: Ink, style: TerminalStyle): string {
  if (!style.colour || text === '') return text
  const [on, off] = CODES[ink]
  return `\u001b[${on}m${text}\u001b[${off}m`
}

export const INDENT = '  '
export const LABEL = 13

/** `  Why          text, wrapped, the label beside its first line` */
export function labelled(label: string, paragraphs: readonly (readonly string[])[], style: TerminalStyle): string[] {
  return paragraphs.flat().map((line, n) => {
    const head = n === 0 ? label : ''
    return `${INDENT}${paint(head, 'bold', style)}${' '.repeat(Math.max(1, LABEL - head.length))}${line}`.trimEnd()
  })
}

export const textWidth = (style: TerminalStyle) => style.width - INDENT.length - LABEL

/** Wraps our own sentence; its numbers ` [1 2]` are never torn apart. */
export function paragraph(text: string, numbers: readonly string[], width: number): string[] {
  const keys = numbers.length ? ` [${numbers.join('\u00a0')}]` : ''
  return wrap(plain(text) + keys, width).map((line) => line.replaceAll('\u00a0', ' '))
}
