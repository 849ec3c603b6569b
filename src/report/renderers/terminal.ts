import type { DiagnosisDocument } from '../../model/index.ts'
import { buildReport } from '../build.ts'
import { CONCLUSION } from '../outage-words.ts'
import { subjectName } from '../subject-name.ts'
import { plain } from '../hostile.ts'
import { wrap } from '../display-width.ts'
import { fullText } from './terminal-full.ts'
import { INDENT, paint, type TerminalStyle } from './terminal-page.ts'
import { firstScreen, seen } from './terminal-screen.ts'

export interface TerminalOptions {
  readonly colour?: boolean
  readonly width?: number
  readonly only?: number
  readonly full?: boolean
}

/** The first diagnosis in full, the others in a line each: one answer to one question. `full` prints every part of all. */
export function renderTerminal(document: DiagnosisDocument, options: TerminalOptions = {}): string {
  const style: TerminalStyle = { width: Math.max(40, options.width ?? 80), colour: options.colour === true }
  const [first, ...others] = buildReport(document, options.only)
  if (!first) return ['', `${INDENT}The evidence names no machine that went down.`, '', ...seen(document, style), ''].join('\n')
  if (options.full) return `${[first, ...others].map((built) => fullText(built, style)).join('\n\n')}\n`
  return ['', ...firstScreen(first, style), ...more(others, style), '', ...seen(document, style), ''].join('\n')
}

function more(others: ReturnType<typeof buildReport>, style: TerminalStyle): string[] {
  if (others.length === 0) return []
  const lines = others.flatMap(({ diagnosis, number }) => {
    const text = `${plain(diagnosis.headline)} ${CONCLUSION[diagnosis.conclusion].word.toUpperCase()}.`
    const [line = '', ...rest] = wrap(text, style.width - 7)
    const { kind, id } = diagnosis.subject
    const how = kind !== 'process' && id ? [`    to see it: --subject ${kind}:${plain(id)}`] : []
    return [`${INDENT}${String(number).padStart(2)} ${line}`, ...rest.map((l) => `     ${l}`), ...how.map((l) => ` ${l}`)]
  })
  const [{ diagnosis }] = others as [(typeof others)[number]]
  return ['', `${INDENT}${paint(`${others.length} more found`, 'bold', style)} (${subjectName(diagnosis.subject)}${others.length > 1 ? ' and others' : ''}); -o report.html has them all`, ...lines]
}
