import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { EvidenceInput } from '../bundle/index.ts'
import { analyze, parseSubject } from '../diagnose/index.ts'
import { type DiagnosisDocument, type IncidentFile, WhydownError } from '../model/index.ts'
import { renderReport } from '../report/index.ts'
import { terminalOptions } from './terminal.ts'
import { checkZone, parseMoment } from './times.ts'
import { version } from './version.ts'

export interface AnalyzeFlags {
  host: string[]
  guest: string[]
  subject?: string
  at?: string
  since?: string
  until?: string
  tz?: string
  json?: boolean
  format?: 'text' | 'md' | 'html' | 'json'
  output?: string
  quiet?: boolean
  verbose?: boolean
  color: boolean
  save?: boolean
  saveAll?: boolean
  evidence?: boolean
  store?: string
  config?: string
  by?: string
}

const FORM_OF_FILE: Readonly<Record<string, 'text' | 'md' | 'html' | 'json'>> = {
  '.md': 'md',
  '.html': 'html',
  '.htm': 'html',
  '.json': 'json',
  '.txt': 'text',
}

export async function runAnalyze(paths: readonly string[], flags: AnalyzeFlags): Promise<number> {
  const inputs: EvidenceInput[] = [
    ...paths.map((path) => ({ path })),
    ...flags.host.map((path) => ({ path, side: 'host' as const })),
    ...flags.guest.map((path) => ({ path, side: 'guest' as const })),
  ]
  if (inputs.length === 0)
    throw new WhydownError(
      'usage',
      'analyze: no evidence was given.',
      'Give a log, a journal directory or a bundle: whydown analyze --host host.log --guest guest.log',
    )
  const subject = flags.subject === undefined ? undefined : subjectFrom(flags.subject)
  const zone = flags.tz === undefined ? undefined : checkZone(flags.tz)
  const now = Date.now()
  const moment = (text: string | undefined) => (text === undefined ? undefined : parseMoment(text, zone ?? 'UTC', now))
  const [at, since, until] = [moment(flags.at), moment(flags.since), moment(flags.until)]

  const document = await analyze(inputs, {
    version,
    ...(subject ? { subject } : {}),
    ...(zone ? { zone } : {}),
    ...(at === undefined ? {} : { at }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(flags.verbose ? { onSource: (file: string) => void process.stderr.write(`reading ${file}\n`) } : {}),
  })
  const form = flags.json
    ? 'json'
    : (flags.format ?? (flags.output ? FORM_OF_FILE[extname(flags.output).toLowerCase()] : undefined) ?? 'text')
  await deliver(document, form, flags)
  if (flags.save || flags.saveAll) {
    const { saveAnalysis } = await import('./save.ts')
    const times = {
      ...(at === undefined ? {} : { at }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    }
    await saveAnalysis(document, inputs, { ...(subject ? { subject } : {}), ...(zone ? { zone } : {}), ...times }, flags)
  }
  return exitCodeOf(document)
}

/** 0 a cause is supported or nothing went down, 3 inconclusive, 4 nothing could be read at all. */
export function exitCodeOf(document: DiagnosisDocument): number {
  if (document.coverage.every((row) => row.status === 'unread' || row.status === 'missing' || row.status === 'denied')) return 4
  return document.diagnoses[0]?.conclusion === 'inconclusive' ? 3 : 0
}

export async function deliver(
  document: DiagnosisDocument,
  format: 'text' | 'md' | 'html' | 'json',
  flags: { output?: string; color: boolean; quiet?: boolean; full?: boolean; file?: IncidentFile },
): Promise<void> {
  const text = renderReport(document, {
    format,
    full: flags.full === true || flags.output !== undefined,
    ...(flags.file ? { file: flags.file } : {}),
    ...(flags.output ? { colour: false } : terminalOptions(flags.color)),
  })
  if (flags.output === undefined) {
    process.stdout.write(text)
    return
  }
  try {
    await writeFile(flags.output, text)
  } catch (error) {
    throw new WhydownError('usage', `Cannot write ${flags.output}: ${(error as Error).message}.`, 'Choose another place with -o.', error)
  }
  if (!flags.quiet) process.stderr.write(`${flags.output} was written.\n`)
}

function subjectFrom(text: string) {
  const subject = parseSubject(text)
  if (!subject) throw new WhydownError('usage', `"${text}" is not a subject.`, 'Write vm:102, ct:200 or node:pve.')
  return subject
}
