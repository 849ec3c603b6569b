import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { incidentFile } from '../incidents/index.ts'
import { type DiagnosisDocument, type IncidentFile, WhydownError } from '../model/index.ts'
import { renderReport } from '../report/index.ts'
import { deliver } from './analyze.ts'
import { readDocument } from './incidents/add.ts'
import { type StoreFlags, withStore } from './store.ts'

export interface ReportFlags extends StoreFlags {
  readonly format?: 'text' | 'md' | 'html' | 'json' | 'pdf'
  readonly output?: string
  readonly color: boolean
}

/** The report of a kept incident, or of a diagnosis in a file. What looks like a file is one. */
export async function runReport(target: string, flags: ReportFlags): Promise<number> {
  if (existsSync(target) || /[/\\]|\.json$/i.test(target)) await write(await readDocument(target), undefined, flags)
  else
    await withStore({ ...flags, quiet: true }, async ({ store }) => {
      const file = await incidentFile(store, target)
      await write(file.incident.document, file, flags)
    })
  return 0
}

async function write(document: DiagnosisDocument, file: IncidentFile | undefined, flags: ReportFlags): Promise<void> {
  const format = flags.format ?? formOf(flags.output) ?? 'md'
  if (format !== 'pdf')
    return deliver(document, format, {
      color: flags.color,
      full: true,
      ...(flags.output === undefined ? {} : { output: flags.output }),
      ...(flags.quiet ? { quiet: true } : {}),
      ...(file ? { file } : {}),
    })
  if (flags.output === undefined) throw new WhydownError('usage', 'A PDF needs a place.', 'Add -o report.pdf.')
  const { printPdf } = await import('./pdf.ts')
  await printPdf(renderReport(document, { format: 'html', ...(file ? { file } : {}) }), flags.output)
  if (!flags.quiet) process.stderr.write(`${flags.output} was written.\n`)
}

const FORMS: Readonly<Record<string, NonNullable<ReportFlags['format']>>> = {
  '.md': 'md',
  '.html': 'html',
  '.htm': 'html',
  '.json': 'json',
  '.txt': 'text',
  '.pdf': 'pdf',
}
const formOf = (path: string | undefined) => (path === undefined ? undefined : FORMS[extname(path).toLowerCase()])
