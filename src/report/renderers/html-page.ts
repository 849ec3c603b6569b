import type { BuiltPage, BuiltSection } from '../build.ts'
import type { Page } from '../page.ts'
import type { BlockOf } from '../blocks.ts'
import { blockHtml, factRows } from './html-blocks.ts'
import { BRAND, POLICY } from './html-shell.ts'
import { STYLE } from './html-style.ts'
import { SYMBOLS } from './html-symbols.ts'
import { escapeHtml } from './html-text.ts'

/** One self-contained page with a table of contents, in the style of the report. */
export function pageHtml(page: Page, built: BuiltPage): string {
  const html = blockHtml(built)
  const menu = built.sections.flatMap(({ id, menu: name }) => (name ? [`<a href="#${id}">${escapeHtml(name)}</a>`] : []))
  const facts = built.sections.flatMap(({ blocks }) => blocks).find((block): block is BlockOf<'facts'> => block.type === 'facts')
  const part = ({ id, blocks }: BuiltSection) => `<section id="${id}">${blocks.map(html).join('')}</section>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>${escapeHtml(page.title, 300)} · whydown</title><style>${STYLE}</style></head>
<body><a class="skip" href="#top">Skip to content</a><header class="top">${BRAND}<span class="mut">${escapeHtml(page.kind)}</span></header>${SYMBOLS}
<div class="page"><aside class="rail"><nav aria-label="Parts of the page">${menu.join('')}</nav>${facts ? `<dl>${factRows(facts)}</dl>` : ''}</aside><main id="top"><h1>${escapeHtml(page.title)}</h1><p class="lead">${escapeHtml(page.lead)}</p>
${built.sections.map(part).join('\n')}</main></div>
<footer>${escapeHtml(page.footer)}</footer></body></html>
`
}
