import { displayWidth, plain, wrap } from '../report/index.ts'
import { terminalOptions } from './terminal.ts'

/** Lines for a person: indented, at most 80 columns, nothing of a log can steer the terminal. */
export interface Page {
  readonly width: number
  bold(text: string): string
  soft(text: string): string
  /** A wrapped paragraph. */
  text(text: string, indent?: number): void
  /** `  Label        text, wrapped beside its label` */
  labelled(label: string, text: string): void
  line(text?: string): void
  print(): void
}

const LABEL = 13
const INDENT = 2

export function openPage(color: boolean | undefined): Page {
  const { colour, width } = terminalOptions(color !== false)
  const lines: string[] = []
  const ink = (on: number, off: number) => (text: string) => (colour && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text)
  const bold = ink(1, 22)
  return {
    width,
    bold,
    soft: ink(2, 22),
    text(text, indent = INDENT) {
      for (const line of wrap(plain(text), width - indent)) lines.push(' '.repeat(indent) + line)
    },
    labelled(label, text) {
      wrap(plain(text), width - INDENT - LABEL).forEach((line, n) =>
        lines.push(
          `${' '.repeat(INDENT)}${n === 0 ? bold(label) + ' '.repeat(Math.max(1, LABEL - displayWidth(label))) : ' '.repeat(LABEL)}${line}`,
        ),
      )
    },
    line: (text = '') => void lines.push(text),
    print: () => void process.stdout.write(`${lines.join('\n')}\n`),
  }
}

/** Cut to so many columns, with a mark that it was. */
export function cut(text: string, width: number): string {
  const clean = plain(text)
  if (displayWidth(clean) <= width) return clean
  let short = ''
  for (const letter of clean) {
    if (displayWidth(short + letter) > width - 1) break
    short += letter
  }
  return `${short.trimEnd()}…`
}

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)))
export const counted = (n: number, word: string, many = `${word}s`): string => `${n} ${n === 1 ? word : many}`
export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
