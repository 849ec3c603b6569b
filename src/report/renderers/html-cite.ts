import type { BuiltPage } from '../build.ts'
import { coverageWords, placeInFile, sideOf } from '../evidence-words.ts'
import { millis } from '../local-clock.ts'
import { escapeHtml } from './html-text.ts'

const SHORT_LINE = 600

/** Where the line with this number stands in the page; sources are the same for all diagnoses. */
export const anchorOf = (built: BuiltPage, number: string) => (number.startsWith('C') ? number.toLowerCase() : `e${built.number}-${number}`)

export interface HtmlCitations {
  /** Keys that open their log lines right there. */
  open(refs: readonly string[] | undefined): string
  /** Keys that lead to the appendix, for places too narrow for a log line. */
  link(refs: readonly string[] | undefined): string
}

export function htmlCitations(built: BuiltPage): HtmlCitations {
  const { citations, clock } = built
  const resolve = (refs: readonly string[] | undefined) => [
    ...new Map((refs ?? []).map((ref) => citations.find(ref)).map((cited) => [cited.number, cited])).values(),
  ]
  type Found = ReturnType<typeof resolve>[number]
  const missing = '<span class="key" title="This line is not in the document">?</span>'
  const link = ({ number }: Found) => (number === '?' ? missing : `<a class="key" href="#${anchorOf(built, number)}">${number}</a>`)
  return {
    link: (refs) => resolve(refs).map(link).join(''),
    open(refs) {
      const found = resolve(refs)
      if (found.length === 0) return ''
      const keys = found.map(({ number }) => (number === '?' ? missing : `<span class="key">${number}</span>`)).join('')
      return ` <details class="ev"><summary aria-label="Evidence ${found.map((f) => f.number).join(', ')}">${keys}</summary><div class="log">${found.map((f) => `<div>${link(f)}${words(f)}</div>`).join('')}</div></details>`
    },
  }

  function words({ item, row }: Found): string {
    if (item) {
      const at = millis(item.at)
      const from = [at === null ? 'no time' : `${clock.date(at)} ${clock.exact(at)}`, sideOf(item), placeInFile(item)]
        .map((part) => escapeHtml(part, 300))
        .join(' · ')
      return `<div><p class="from">${from}</p><p>${escapeHtml(item.text, SHORT_LINE)}</p></div>`
    }
    if (!row) return '<p class="from">This line is not in the document.</p>'
    const { status, span, because } = coverageWords(row, clock)
    return `<div><p class="from">Source, ${[status, span].filter(Boolean).join(', ')}${because ? ` · ${escapeHtml(because)}` : ''}</p><p>${escapeHtml(row.source)}</p></div>`
  }
}
