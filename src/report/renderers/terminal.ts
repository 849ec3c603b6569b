import type { Diagnosis, DiagnosisDocument, IncidentFile } from '../../model/index.ts'
import { type BuiltDiagnosis, buildReport } from '../build.ts'
import { CONCLUSION, outageTimes } from '../outage-words.ts'
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
  readonly file?: IncidentFile
}

/** The first diagnosis in full, the others in a line each: one answer to one question. `full` prints every part of all. */
export function renderTerminal(document: DiagnosisDocument, options: TerminalOptions = {}): string {
  const style: TerminalStyle = { width: Math.max(40, options.width ?? 80), colour: options.colour === true }
  const [first, ...others] = buildReport(document, options.only, options.file)
  if (!first) return ['', `${INDENT}The evidence names no machine that went down.`, '', ...seen(document, style), ''].join('\n')
  if (options.full) return `${[first, ...others].map((built) => fullText(built, style)).join('\n\n')}\n`
  return ['', ...firstScreen(first, style), ...more(first, others, style), '', ...seen(document, style), ''].join('\n')
}

function more(first: BuiltDiagnosis, others: readonly BuiltDiagnosis[], style: TerminalStyle): string[] {
  if (others.length === 0) return []
  const lines = others.flatMap(({ diagnosis, number, clock }) => {
    const { span } = outageTimes(diagnosis, clock)
    const text = `${plain(diagnosis.headline).replace(/\.$/, '')}.${span === null ? '' : ` ${span}.`} ${CONCLUSION[diagnosis.conclusion].word.toUpperCase()}.`
    const how = select(first.diagnosis, diagnosis)
    const [line = '', ...rest] = [...wrap(text, style.width - 6), ...(how ? [`to see it: ${how}`] : [])]
    return [`${INDENT}${String(number).padStart(2)}  ${line}`, ...rest.map((l) => `${INDENT}    ${l}`)]
  })
  return ['', `${INDENT}${paint(`${others.length} more found`, 'bold', style)}; -o report.html has them all`, ...lines]
}

/** The option that asks for that one: another machine by its name, the same machine by its time. */
function select({ subject: asked }: Diagnosis, { subject: { kind, id }, outage }: Diagnosis): string | null {
  if (kind !== 'process' && id && (kind !== asked.kind || id !== asked.id)) return `--subject ${kind}:${plain(id)}`
  return outage.from === null ? null : `--at ${outage.from}`
}
