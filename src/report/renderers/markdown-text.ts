import { oneLine } from '../hostile.ts'

/** Our own sentence as Markdown text: nothing in it can become markup. */
export function escapeMarkdown(text: string): string {
  return (
    oneLine(text)
      .replace(/[\\`*[\]<>|~]/g, (c) => (c === '<' ? '&lt;' : c === '>' ? '&gt;' : `\\${c}`))
      .replace(/&(?=#?\w+;)(?!lt;|gt;)/g, '&amp;')
      // Underscores are emphasis only at the edge of a word; alone they are a blank to fill.
      .replace(/_+/g, (run, at: number, whole: string) => {
        const [before, after] = [whole[at - 1] ?? ' ', whole[at + run.length] ?? ' ']
        const inside = /[A-Za-z0-9]/.test(before) && /[A-Za-z0-9]/.test(after)
        return inside || (before === ' ' && after === ' ') ? run : '\\_'.repeat(run.length)
      })
      .replace(/^(#{1,6}|[-+])(?=\s)/, (mark) => `\\${mark}`)
      // A backslash before a digit would be shown as one.
      .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2')
  )
}

/** A code span that holds any text: its fence is longer than every run of backticks inside. */
export function codeSpan(text: string, inTable = false): string {
  const shown = oneLine(text)
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map((run) => run[0].length))
  const fence = '`'.repeat(longest + 1)
  const pad = shown.startsWith('`') || shown.endsWith('`') || shown === '' ? ' ' : ''
  const span = `${fence}${pad}${shown}${pad}${fence}`
  return inTable ? span.replaceAll('|', '\\|') : span
}

/** A fenced block, its fence longer than every run of backticks inside. */
export function codeBlock(lines: string, language: string, indent = ''): string {
  const longest = Math.max(2, ...[...lines.matchAll(/`+/g)].map((run) => run[0].length))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, ...lines.split('\n'), fence].map((line) => indent + line).join('\n')
}
