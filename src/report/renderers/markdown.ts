import type { DiagnosisDocument, IncidentFile } from '../../model/index.ts'
import type { Block, BlockOf, Cell, Cited } from '../blocks.ts'
import { type BuiltPage, buildReport } from '../build.ts'
import { coverageWords, placeInFile, sideOf, stampNote, utcTime } from '../evidence-words.ts'
import { oneLine, shown } from '../hostile.ts'
import { size } from '../local-clock.ts'
import { CONCLUSION } from '../outage-words.ts'
import { codeBlock, codeSpan, escapeMarkdown as text } from './markdown-text.ts'

const LONGEST_LINE = 2000

/** Each line by itself: a line end is the only control character that may stay. */
const linesShown = (text: string) =>
  text
    .split('\n')
    .map((line) => shown(line, LONGEST_LINE))
    .join('\n')

/** GitHub-flavoured Markdown. Log lines stand in code only; each citation is a link to its line in the appendix. */
export function renderMarkdown(document: DiagnosisDocument, options: { only?: number; file?: IncidentFile }): string {
  const reports = buildReport(document, options.only, options.file).map((built) => writeMarkdown(built))
  if (reports.length === 0) reports.push('# Nothing was found\n\nThe evidence names no machine that went down.')
  return `${reports.join('\n\n---\n\n')}\n\n---\n\nwhydown ${text(document.tool.version)}\n`
}

export function writeMarkdown(built: BuiltPage): string {
  return built.sections.flatMap(({ blocks }) => blocks.map((block) => blockText(block))).join('\n\n')

  function anchor(number: string): string {
    return number.startsWith('C') ? number.toLowerCase() : `e${built.number}-${number}`
  }

  function cites(refs: readonly string[] | undefined): string {
    const numbers = [...new Set((refs ?? []).map((ref) => built.citations.find(ref).number))]
    return numbers.map((n) => (n === '?' ? ' \\[?\\]' : ` [\\[${n}\\]](#${anchor(n)})`)).join('')
  }

  function citedText(item: Cited, indent: string): string {
    const lead = item.lead ? `**${text(item.lead)}${/[?:.!]$/.test(item.lead) ? '' : ':'}** ` : ''
    const note = item.note ? `  \n${indent}*${text(item.note)}*` : ''
    const command = item.command ? `\n\n${codeBlock(linesShown(item.command), 'sh', indent)}` : ''
    return `${lead}${text(item.text)}${cites(item.cites)}${note}${command}`
  }

  function blockText(block: Block): string {
    switch (block.type) {
      case 'heading':
        return `${'#'.repeat(block.level)} ${text(block.text)}${block.note ? `\n\n*${text(block.note)}*${cites(block.cites)}` : cites(block.cites)}`
      case 'verdict':
        return verdict(block)
      case 'facts':
        return tableText(
          [{ name: '' }, { name: '' }],
          block.rows.map(([name, value]) => [{ text: name, style: 'strong' }, { text: value }]),
        )
      case 'text':
        return citedText(block, '')
      case 'list':
        return block.items
          .map((item, n) => `${block.ordered ? `${n + 1}.` : '-'} ${citedText(item, block.ordered ? '   ' : '  ')}`)
          .join('\n')
      case 'table':
        return tableText(block.columns, block.rows)
      case 'timeline':
        return timeline(block)
      case 'chain':
        return chain(block)
      case 'memory':
        return memory(block)
      case 'bar':
        return bar(block)
      case 'code':
        return codeBlock(linesShown(block.text), block.language)
      case 'steps':
        return block.groups
          .map(({ name, items }) => `**${text(name)}**\n\n${items.map((item, n) => `${n + 1}. ${citedText(item, '   ')}`).join('\n')}`)
          .join('\n\n')
      case 'evidence':
        return evidence(block)
      case 'coverage':
        return coverage(block)
    }
  }

  function verdict(block: BlockOf<'verdict'>): string {
    const facts = [block.when && `**${text(block.when)}**`, block.length && `**${text(block.length)}**`].filter(Boolean).join(', ')
    const { statements } = block
    const { word, means } = CONCLUSION[block.conclusion]
    return [
      `# ${text(block.headline)}`,
      `${facts}${facts ? '. ' : ''}${text(block.rest)}`.trim(),
      statements.some((s) => s.lead === 'How sure') ? `**${word}.**` : `**${word}**: ${means}.`,
      statements.map((statement) => `- ${citedText(statement, '  ')}`).join('\n'),
    ]
      .filter(Boolean)
      .join('\n\n')
  }

  function tableText(columns: readonly { name: string; align?: 'right' }[], rows: readonly (readonly Cell[])[]): string {
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
    return [
      line(columns.map((c) => text(c.name))),
      line(columns.map((c) => (c.align === 'right' ? '---:' : '---'))),
      ...rows.map((row) => line(row.map((cell) => cellText(cell)))),
    ].join('\n')
  }

  function cellText({ text: words, style, cites: refs }: Cell): string {
    const body = style === 'code' ? codeSpan(words, true) : style === 'strong' ? `**${text(words)}**` : text(words)
    return body + cites(refs)
  }

  function timeline({ marks, moments, lanes }: BlockOf<'timeline'>): string {
    const { clock } = built
    const days = new Set(marks.map((mark) => clock.date(mark.at)))
    const stamp = (at: number) => `${days.size > 1 ? `${clock.date(at)} ` : ''}${clock.exact(at)}`
    const names = new Map(lanes.map((lane) => [lane.id, lane.place === 'in the guest' ? lane.name : `${lane.name} (${lane.place})`]))
    const rows = marks.map((mark): Cell[] => [
      { text: stamp(mark.at) },
      { text: names.get(mark.lane) ?? '', style: 'soft' },
      { text: mark.text, style: mark.role ? 'strong' : undefined, cites: [mark.ref] },
      { text: mark.role ?? '' },
    ])
    const marked = moments.map((m) => `- **${m.id}** ${m.when} ${text(m.text)}${cites(m.cites)}`).join('\n')
    return [
      rows.length ? tableText([{ name: 'Time' }, { name: 'Where' }, { name: 'Event' }, { name: 'Role' }], rows) : '',
      marked && `The outage lies between these marks (t0 last alive, t1 first seen down, t2 first seen back):\n\n${marked}`,
    ]
      .filter(Boolean)
      .join('\n\n')
  }

  function chain({ steps }: BlockOf<'chain'>): string {
    const rows = steps.map((step): Cell[] => [
      { text: step.role, style: 'strong' },
      { text: step.when },
      { text: step.coincidence ? `${step.text} (Coincidence in time, not proof.)` : step.text, cites: step.cites },
    ])
    return tableText([{ name: 'Role' }, { name: 'Time' }, { name: 'What' }], rows)
  }

  function memory({ account }: BlockOf<'memory'>): string {
    const sum = account.rows.reduce((total, row) => total + row.kib, 0)
    const rows = account.rows.map((row): Cell[] => [
      { text: `${row.name}${row.killed ? ', killed' : ''}`, style: row.killed ? 'strong' : undefined },
      { text: size(row.kib) },
      { text: String(row.kib) },
      { text: row.readFrom, style: 'soft' },
    ])
    rows.push([
      { text: 'Sum of the rows', style: 'strong' },
      { text: size(sum) },
      { text: String(sum) },
      { text: `installed: ${account.totalKiB} KiB` },
    ])
    return tableText([{ name: 'Held by' }, { name: 'Size', align: 'right' }, { name: 'KiB', align: 'right' }, { name: 'Read from' }], rows)
  }

  function bar({ bar: { segments, scaleKiB, marks } }: BlockOf<'bar'>): string {
    const rows = segments.map((segment): Cell[] => [
      { text: segment.name, style: segment.kind === 'free' || segment.kind === 'need' ? 'soft' : undefined },
      { text: segment.size },
      { text: `${Math.round((segment.kib / scaleKiB) * 100)} %` },
      { text: '█'.repeat(Math.max(1, Math.round((segment.kib / scaleKiB) * 40))) },
    ])
    const notes = marks.map(({ label, kib }) =>
      `${label} of what is installed is at ${size(kib)}`.replace(/^(.* installed) of what is installed is at .*$/, '$1'),
    )
    return `${tableText([{ name: 'Held by' }, { name: 'Size', align: 'right' }, { name: 'Part', align: 'right' }, { name: '' }], rows)}\n\n*${text(notes.join('; '))}*`
  }

  function evidence({ items }: BlockOf<'evidence'>): string {
    return items
      .map(({ number, item }) => {
        const note = stampNote(item)
        const head = [
          `**${number}**`,
          ...(item.kind === 'figure' ? [] : [`${utcTime(item.at)} UTC${note ? ` (${note})` : ''}`]),
          text(sideOf(item)),
          codeSpan(placeInFile(item)),
          ...(item.kind === 'figure' ? [] : [text(item.says)]),
        ].join(' · ')
        return `<a id="${anchor(number)}"></a>${head}\n\n${codeBlock(shown(oneLine(item.text.slice(0, LONGEST_LINE)) + item.text.slice(LONGEST_LINE), LONGEST_LINE), 'text')}`
      })
      .join('\n\n')
  }

  function coverage({ rows }: BlockOf<'coverage'>): string {
    const line = rows.map(({ number, row }) => {
      const { status, span, because } = coverageWords(row, built.clock)
      return `| <a id="${anchor(number)}"></a>${number} | ${codeSpan(row.source, true)} | ${status} | ${span} | ${text(because)} |`
    })
    return ['|  | Source | Seen | Time | Note |', '| --- | --- | --- | --- | --- |', ...line].join('\n')
  }
}
