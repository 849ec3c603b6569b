import type { Block, BlockOf, Cell, Cited } from '../blocks.ts'
import type { BuiltPage } from '../build.ts'
import { coverageWords, placeInFile, sideOf, stampNote, utcTime } from '../evidence-words.ts'
import { CONCLUSION } from '../outage-words.ts'
import { anchorOf, htmlCitations } from './html-cite.ts'
import { memoryBarHtml } from './html-bar.ts'
import { memoryHtml } from './html-memory.ts'
import { icon, ROLE_NAME } from './html-symbols.ts'
import { escapeCommand, escapeHtml, join } from './html-text.ts'
import { timelineDrawings } from './html-timeline.ts'

const LONGEST_LINE = 4000

/** Markup of each kind of block, for one diagnosis. */
export function blockHtml(built: BuiltPage): (block: Block) => string {
  const { clock, citations } = built
  const { open, link } = htmlCitations(built)
  return html

  function html(block: Block): string {
    switch (block.type) {
      case 'heading':
        if (block.level === 3) return `<h3>${escapeHtml(block.text)}</h3>`
        return `<div class="sh"><h2>${escapeHtml(block.text)}</h2>${block.note ? `<span class="note">${escapeHtml(block.note)}${link(block.cites)}</span>` : link(block.cites)}</div>`
      case 'verdict':
        return verdict(block)
      case 'facts':
        return `<dl class="facts">${factRows(block)}</dl>`
      case 'text':
        return `<div class="para">${cited(block)}</div>`
      case 'list': {
        const tag = block.ordered ? 'ol' : 'ul'
        return `<${tag} class="claims">${block.items.map((item) => `<li>${cited(item, true)}</li>`).join('')}</${tag}>`
      }
      case 'table':
        return table(block)
      case 'timeline':
        return timeline(block)
      case 'chain':
        return chain(block)
      case 'memory':
        return memoryHtml(block)
      case 'steps':
        return steps(block)
      case 'bar':
        return memoryBarHtml(block)
      case 'code':
        return `<pre class="cmd">${escapeCommand(block.text)}</pre>`
      case 'evidence':
        return block.items.map(evidence).join('')
      case 'coverage':
        return coverage(block)
    }
  }

  function verdict({ headline, when, length, rest, conclusion, statements }: BlockOf<'verdict'>): string {
    const name = built.about
    // The name stays black, what happened to it is red; nothing is red where nothing went down.
    const red = conclusion !== 'no-outage' && headline.startsWith(`${name} `)
    const title = headline.replace(/\.$/, '')
    const h1 = red ? `${escapeHtml(name)} <em>${escapeHtml(title.slice(name.length + 1))}</em>` : escapeHtml(title)
    const { word, means } = CONCLUSION[conclusion]
    const tone = conclusion === 'confirmed' || conclusion === 'no-outage' ? ' ok' : conclusion === 'inconclusive' ? ' warn' : ''
    const badge = `<span class="st${tone}">${icon(`i-${conclusion}`)} ${word}.</span>`
    const sure = statements.some((statement) => statement.lead === 'How sure')
    const rows = statements.map(
      (s) => `<dt>${escapeHtml(s.lead ?? '')}</dt><dd>${s.lead === 'How sure' ? `${badge} ` : ''}${cited({ ...s, lead: undefined })}</dd>`,
    )
    if (!sure) rows.push(`<dt>How sure</dt><dd>${badge} ${escapeHtml(means.charAt(0).toUpperCase() + means.slice(1))}.</dd>`)
    const facts = [when && `<b>${escapeHtml(when)}</b>`, length && `<b>${escapeHtml(length)}</b>`].filter(Boolean).join(', ')
    return `<h1>${h1}</h1>${facts || rest ? `<p class="lead">${facts}${facts ? '. ' : ''}${escapeHtml(rest)}</p>` : ''}<dl class="because">${rows.join('')}</dl>`
  }

  function cited(item: Cited, stacked = false): string {
    const lead = item.lead ? (stacked ? `<q>${escapeHtml(item.lead)}</q>` : `<b>${escapeHtml(item.lead)}:</b> `) : ''
    return join(
      lead,
      escapeHtml(item.text),
      open(item.cites),
      item.note && `<span class="sub">${escapeHtml(item.note)}</span>`,
      item.command && `<pre class="cmd">${escapeCommand(item.command)}</pre>`,
    )
  }

  function table({ columns, rows }: BlockOf<'table'>): string {
    const head = columns.map((c) => `<th${c.align ? ' class="r"' : ''}>${escapeHtml(c.name)}</th>`).join('')
    const body = rows.map((row) => `<tr>${row.map((c, n) => cell(c, n === 0 ? '' : (columns[n]?.name ?? ''))).join('')}</tr>`).join('')
    return `<table class="stack"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
  }

  function cell({ text, style, cites }: Cell, name: string): string {
    const words = escapeHtml(text)
    const body = style === 'strong' ? `<b>${words}</b>` : style === 'code' ? `<code>${words}</code>` : words
    return `<td${style === 'number' ? ' class="r"' : style === 'soft' || style === 'short' ? ` class="${style}"` : ''}${name ? ` data-n="${escapeHtml(name)}"` : ''}>${body}${open(cites)}</td>`
  }

  function timeline(block: BlockOf<'timeline'>): string {
    const names = new Map(block.lanes.map((lane) => [lane.id, lane.name]))
    let day = ''
    const rows = block.marks.map((mark) => {
      const today = clock.date(mark.at)
      const head = today === day ? '' : `<tr><td colspan="4" class="mut">${today}</td></tr>`
      day = today
      const text = `${escapeHtml(mark.text)}${link([mark.ref])}`
      return `${head}<tr><td class="mut">${clock.exact(mark.at)}</td><td class="soft">${escapeHtml(names.get(mark.lane) ?? '')}</td><td>${mark.role ? `<b>${text}</b>` : text}</td><td>${mark.role ? `<span class="${mark.role}">${icon(`r-${mark.role}`)} <i>${mark.role}</i></span>` : ''}</td></tr>`
    })
    const used = new Set(block.marks.map((mark) => mark.role))
    const roles = (['condition', 'trigger', 'mechanism', 'amplifier'] as const).filter((role) => used.has(role))
    const line = (dash: string, words: string) =>
      `<span><svg viewBox="0 0 14 14"><path d="M0 7h14" stroke="currentColor" stroke-width="1.5"${dash}/></svg>${words}</span>`
    return join(
      timelineDrawings(block, clock, (mark) => citations.find(mark.ref).number),
      `<div class="legend">${roles.map((role) => `<span class="${role}"><svg viewBox="0 0 14 14"><use href="#r-${role}"/></svg>${role}</span>`).join('')}${line('', 'source held this time')}${line(' stroke-dasharray="1.5 3"', 'source has a gap, or is only a part')}</div>`,
      block.moments.length > 0 &&
        `<ul class="claims">${block.moments.map((m) => `<li><b>${m.id}</b> <span class="mut">${m.when}</span> ${escapeHtml(m.text)}${open(m.cites)}</li>`).join('')}</ul>`,
      rows.length > 0 &&
        `<details class="list"><summary>The same events as a list</summary><table><tbody>${rows.join('')}</tbody></table></details>`,
    )
  }

  function chain({ steps: all }: BlockOf<'chain'>): string {
    const roles = [...new Set(all.map((step) => step.role))]
    const columns = roles.map((role) => {
      const own = all.filter((step) => step.role === role)
      const links = own.map((step) => {
        return `<div class="link"><div class="when">${step.when}</div><p>${escapeHtml(step.text)}${link(step.cites)}</p>${step.coincidence ? '<p class="edge">Coincidence in time, not proof.</p>' : ''}</div>`
      })
      const dash = own.every((step) => step.coincidence) ? ' class="dash"' : ''
      return `<li${dash}><div class="rl ${role}"><svg viewBox="0 0 14 14" aria-hidden="true"><use href="#r-${role}"/></svg></div><div class="role ${role}">${ROLE_NAME[role]}</div>${links.join('')}</li>`
    })
    return `<ol class="chain">${columns.join('')}</ol>`
  }

  function steps({ groups }: BlockOf<'steps'>): string {
    const rows = groups.flatMap(({ name, items }) =>
      items.map((item, n) => {
        const last = n === items.length - 1
        return `<h3${last ? '' : ' class="no"'}>${n === 0 ? escapeHtml(name) : ''}</h3><div>${cited({ ...item, command: undefined })}</div><div class="c">${item.command ? `<pre class="cmd">${escapeCommand(item.command)}</pre>` : ''}</div>`
      }),
    )
    return `<div class="rem">${rows.join('')}</div>`
  }

  function evidence({ number, item }: BlockOf<'evidence'>['items'][number]): string {
    const note = stampNote(item)
    const time = `<b>${escapeHtml(utcTime(item.at))}${item.at === null ? '' : ' UTC'}</b>${note ? ` (${note})` : ''}`
    const head = [
      // A figure of a command's output has no time, and needs none.
      ...(item.kind === 'figure' ? [] : [time]),
      escapeHtml(sideOf(item)),
      `<code>${escapeHtml(placeInFile(item))}</code>`,
      ...(item.kind === 'figure' ? [] : [escapeHtml(item.says)]),
    ]
    return `<div class="evi" id="${anchorOf(built, number)}"><span class="key">${number}</span><div><div class="h">${head.join(' · ')}</div><pre>${escapeHtml(item.text, LONGEST_LINE)}</pre></div></div>`
  }

  function coverage({ rows }: BlockOf<'coverage'>): string {
    const body = rows.map(({ number, row }) => {
      const { status, span, because } = coverageWords(row, clock)
      return `<tr id="${anchorOf(built, number)}"><td><span class="key">${number}</span></td><td><code>${escapeHtml(row.source)}</code></td><td>${row.status === 'complete' ? status : `<b>${status}</b>`}</td><td class="soft">${escapeHtml(span)}</td><td class="soft">${escapeHtml(because)}</td></tr>`
    })
    return `<table class="stack"><thead><tr><th></th><th>Source</th><th>Seen</th><th>Time</th><th>Note</th></tr></thead><tbody>${body.join('')}</tbody></table>`
  }
}

export const factRows = ({ rows }: BlockOf<'facts'>) =>
  rows.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')
