import type { DiagnosisDocument, IncidentFile } from '../../model/index.ts'
import type { BlockOf } from '../blocks.ts'
import { type BuiltDiagnosis, type BuiltSection, buildReport } from '../build.ts'
import { CONCLUSION } from '../outage-words.ts'
import { blockHtml, factRows } from './html-blocks.ts'
import { BRAND, POLICY } from './html-shell.ts'
import { STYLE } from './html-style.ts'
import { SYMBOLS } from './html-symbols.ts'
import { escapeHtml, join } from './html-text.ts'

/** One self-contained page: light, dark, phone and paper from the same file. */
export function renderHtml(document: DiagnosisDocument, options: { readonly only?: number; readonly file?: IncidentFile }): string {
  const reports = buildReport(document, options.only, options.file)
  const title = reports[0]?.diagnosis.headline.replace(/\.$/, '') ?? 'Nothing was found'
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${escapeHtml(title, 300)} · whydown</title><style>${STYLE}</style></head>
<body><a class="skip" href="#d${reports[0]?.number ?? 1}-verdict">Skip to content</a><header class="top">${BRAND}<span class="mut">Root cause analysis, ${options.file?.incident.status ?? 'draft'}</span></header>${SYMBOLS}
${join(reports.length > 1 && index(reports), ...reports.map(article))}${reports.length === 0 ? '<main><h1>Nothing was found</h1><p class="lead">The evidence names no machine that went down.</p></main>' : ''}
<footer>Made by whydown ${escapeHtml(document.tool.version, 100)} from logs on disk. It never changes a host. Each number opens the lines a sentence rests on.</footer></body></html>
`
}

function index(reports: readonly BuiltDiagnosis[]): string {
  const rows = reports.map(
    ({ number, diagnosis }) =>
      `<li><a href="#d${number}-verdict">${escapeHtml(diagnosis.headline)}</a> <span class="mut">${CONCLUSION[diagnosis.conclusion].word}</span></li>`,
  )
  return `<nav class="all" aria-label="Diagnoses"><h2>${reports.length} diagnoses</h2><ol>${rows.join('')}</ol></nav>`
}

function article(built: BuiltDiagnosis): string {
  const html = blockHtml(built)
  const id = (section: string) => `d${built.number}-${section}`
  const menu = built.sections.flatMap((section) => (section.menu ? [`<a href="#${id(section.id)}">${escapeHtml(section.menu)}</a>`] : []))
  const facts = built.sections.flatMap((section) => section.blocks).find((block): block is BlockOf<'facts'> => block.type === 'facts')
  const part = (section: BuiltSection) => {
    const bare = section.id === 'verdict' || section.id === 'identification' ? ' class="bare"' : ''
    return `<section id="${id(section.id)}"${bare}>${section.blocks.map(html).join('')}</section>`
  }
  // Summary on the left, severity and impact beside it: what happened stays on the first screen.
  const side = built.sections.filter((section) => section.id === 'severity' || section.id === 'impact')
  const body = built.sections.map((section) => {
    if (side.includes(section)) return ''
    return section.id === 'summary' && side.length > 0
      ? `<div class="two">${part(section)}<div class="side">${side.map(part).join('')}</div></div>`
      : part(section)
  })
  return `<div class="page"><aside class="rail"><nav aria-label="Parts of the report">${menu.join('')}</nav>${facts ? `<dl>${factRows(facts)}</dl>` : ''}</aside><main>${body.filter(Boolean).join('\n')}</main></div>\n`
}
