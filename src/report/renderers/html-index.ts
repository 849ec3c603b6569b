import type { IncidentSummary } from '../../model/index.ts'
import { duration, localClock } from '../local-clock.ts'
import { CONCLUSION } from '../outage-words.ts'
import { STYLE } from './html-style.ts'
import { escapeHtml } from './html-text.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
const OWN = `
.index{max-width:1440px;padding:26px 24px 40px}.index h1{margin-top:0}.counts{display:flex;flex-wrap:wrap;gap:10px 40px;margin:18px 0 26px}.counts dt{color:var(--ink3);font-size:12px}.counts dd{font-size:19px;line-height:26px;font-weight:600}
.index td.n{white-space:nowrap}.index .id{font-weight:600;white-space:nowrap}.index .sev{font-weight:600}.sev.P1{color:var(--down)}.sev.P2{color:var(--warn)}.due{color:var(--down)}
@media(max-width:720px){.index{padding:18px 16px}}`

export interface IndexRow {
  readonly incident: IncidentSummary
  /** Path of its report, relative to the page; null where none was written. */
  readonly href: string | null
}

/** One page over kept incidents, newest first as given. No script, no request. Reviews before `today` are marked. */
export function renderIndex(
  rows: readonly IndexRow[],
  options: { readonly total: number; readonly today: string; readonly version: string },
): string {
  const title = rows.length === 0 ? 'No incidents' : `${options.total} ${options.total === 1 ? 'incident' : 'incidents'}`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title} · whydown</title><style>${STYLE}${OWN}</style></head>
<body><header class="top"><span class="brand"><svg viewBox="0 0 22 14" aria-hidden="true"><path d="M0 2h7l1.5 10h6L16 2h6"/></svg>whydown</span><span class="mut">Incidents</span></header>
<main class="index"><h1>${title}</h1>${rows.length === 0 ? '<p class="lead">Keep one with: whydown analyze PATH… --save</p>' : counts(rows) + table(rows, options.today)}${rows.length < options.total ? `<p class="mut">The newest ${rows.length} are shown.</p>` : ''}</main>
<footer>Made by whydown ${escapeHtml(options.version, 100)}. Written on ${escapeHtml(options.today, 20)}; it does not change by itself.</footer></body></html>
`
}

function counts(rows: readonly IndexRow[]): string {
  const all = rows.map(({ incident }) => incident)
  const open = all.filter(({ status }) => status !== 'closed').length
  const actions = all.reduce((sum, one) => sum + one.actions.open, 0)
  const undone = all.reduce((sum, one) => sum + one.actions.undone, 0)
  const lengths = all.flatMap(({ outage }) => (outage.planned === true || outage.seconds === null ? [] : [outage.seconds]))
  const facts: (readonly [string, string])[] = [
    ['Not closed', String(open)],
    ['Cause not known', String(all.filter(({ conclusion }) => conclusion === 'inconclusive').length)],
    ['Actions open', String(actions)],
    ...(undone > 0 ? [['Undone again', String(undone)] as const] : []),
    ...(lengths.length > 0
      ? [
          ['Mean time to repair', `${duration(lengths.reduce((sum, n) => sum + n, 0) / lengths.length)}`] as const,
          ['Unplanned, end known', String(lengths.length)] as const,
        ]
      : []),
  ]
  return `<dl class="counts">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`
}

const COLUMNS = ['Incident', 'Severity', 'Status', 'What happened', 'When', 'Length', 'Actions', 'Next review']

function table(rows: readonly IndexRow[], today: string): string {
  return `<table class="stack"><thead><tr>${COLUMNS.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => tableRow(row, today)).join('\n')}</tbody></table>`
}

function tableRow({ incident: one, href }: IndexRow, today: string): string {
  const clock = localClock(one.zone)
  const at = one.outage.from === null ? null : Date.parse(one.outage.from)
  const id = escapeHtml(one.id, 200)
  const actions = [
    one.actions.open > 0 && `${one.actions.open} open`,
    one.actions.done > 0 && `${one.actions.done} done`,
    one.actions.undone > 0 && `${one.actions.undone} undone again`,
  ]
  const late = one.nextReview !== null && one.status !== 'closed' && one.nextReview < today
  const cell = (name: string, html: string, kind = '') => `<td${kind ? ` class="${kind}"` : ''} data-n="${name}">${html}</td>`
  return `<tr>${cell('', href === null ? `<span class="id">${id}</span>` : `<a class="id" href="${escapeHtml(href, 500)}">${id}</a>`)}${cell('Severity', one.severity === 'none' ? '' : `<span class="sev ${one.severity}">${one.severity}</span>`)}${cell('Status', one.status)}${cell('', `${escapeHtml(one.headline.replace(/\s*\[(?:e\d+|coverage:[^\]]+)\]/g, ''), 1000)} <span class="mut">${CONCLUSION[one.conclusion].word}</span>`)}${cell('When', at === null ? escapeHtml(one.day, 20) : `${clock.date(at)} ${clock.minute(at)} ${escapeHtml(clock.zone(at), 40)}`, 'n')}${cell('Length', one.outage.seconds === null ? '' : duration(one.outage.seconds), 'n')}${cell('Actions', actions.filter(Boolean).join(', '))}${cell('Next review', one.nextReview === null || one.status === 'closed' ? '' : late ? `<span class="due">${escapeHtml(one.nextReview, 20)}, past</span>` : escapeHtml(one.nextReview, 20), 'n')}</tr>`
}
