import type { Block, BlockOf, Cell, Cited } from '../blocks.ts'
import type { BuiltPage } from '../build.ts'
import { displayWidth, wrap, wrapCommand } from '../display-width.ts'
import { coverageWords, placeInFile, sideOf, stampNote, utcTime } from '../evidence-words.ts'
import { plain } from '../hostile.ts'
import { size } from '../local-clock.ts'
import { CONCLUSION } from '../outage-words.ts'
import { memoryBarText } from './terminal-bar.ts'
import { INDENT, paint, paragraph, type TerminalStyle } from './terminal-page.ts'

/** Every part of the report as plain text: what Markdown says, without marks. */
export function fullText(built: BuiltPage, style: TerminalStyle): string {
  const { citations, clock } = built
  const width = style.width - INDENT.length
  const numbers = (refs: readonly string[] | undefined) => [...new Set((refs ?? []).map((ref) => citations.find(ref).number))]
  return built.sections
    .flatMap(({ blocks }) => blocks.flatMap((block) => ['', ...lines(block).map((line) => (line ? INDENT + line : ''))]))
    .join('\n')

  function lines(block: Block): string[] {
    switch (block.type) {
      case 'heading':
        return heading(block)
      case 'verdict':
        return verdict(block)
      case 'facts':
        return block.rows.flatMap(([name, value]) => hanging(name.padEnd(20), wrap(plain(value), width - 20)))
      case 'text':
        return cited(block, '', '')
      case 'list':
        return block.items.flatMap((item, n) => cited(item, block.ordered ? `${n + 1}. ` : '- ', ' '.repeat(block.ordered ? 3 : 2)))
      case 'table':
        return block.rows.flatMap((row) =>
          tableRow(
            row,
            block.columns.map((column) => column.name),
          ),
        )
      case 'timeline':
        return timeline(block)
      case 'chain':
        return block.steps.flatMap((step) => {
          const time = step.when ? ` ${step.when}` : ''
          const text = `${step.text}${step.coincidence ? ' Coincidence in time, not proof.' : ''}`
          return [
            paint(`${step.role}${time}`, 'bold', style),
            ...paragraph(text, numbers(step.cites), width - 2).map((line) => `  ${line}`),
          ]
        })
      case 'memory':
        return block.account.rows.flatMap((row) => {
          const name = wrap(`${plain(row.name)}${row.killed ? ', killed' : ''}`, width - 12)
          return name.map((line, n) => (n === 0 ? `${size(row.kib).padStart(10)}  ${line}` : `${' '.repeat(12)}${line}`))
        })
      case 'bar':
        return memoryBarText(block.bar, width, style)
      case 'code':
        return block.text.split('\n').map((line) => `  ${plain(line)}`)
      case 'steps':
        return block.groups.flatMap(({ name, items }) => [paint(name, 'bold', style), ...items.flatMap((item) => cited(item, '- ', '  '))])
      case 'evidence':
        return block.items.flatMap(({ number, item }) => {
          const note = stampNote(item)
          const first = `${utcTime(item.at)} UTC${note ? ` (${note})` : ''}, ${plain(sideOf(item))}, ${plain(placeInFile(item))}`
          return hanging(`${number.padStart(3)}  `, [...wrap(first, width - 5), ...wrap(plain(item.text, 2000), width - 5)])
        })
      case 'coverage':
        return block.rows.flatMap(({ number, row }) => {
          const { status, span, because } = coverageWords(row, clock)
          return hanging(`${number.padEnd(4)} `, [
            ...wrap(plain(row.source), width - 5),
            ...wrap([status, span, plain(because)].filter(Boolean).join(', '), width - 5),
          ])
        })
    }
  }

  function heading({ level, text, note, cites }: BlockOf<'heading'>): string[] {
    const title = wrap(plain(text), width)
    const under = level === 2 ? ['-'.repeat(Math.min(width, Math.max(...title.map(displayWidth))))] : []
    return [
      ...title.map((line) => paint(line, 'bold', style)),
      ...under,
      ...(note || cites?.length ? paragraph(note ?? '', numbers(cites), width) : []),
    ]
  }

  function verdict({ headline, when, length, rest, conclusion, statements }: BlockOf<'verdict'>): string[] {
    const { word, means } = CONCLUSION[conclusion]
    const facts = [when, length].filter(Boolean).join(', ')
    return [
      ...wrap(plain(headline), width).map((line) => paint(line, 'bold', style)),
      ...wrap([facts && `${facts}.`, rest].filter(Boolean).join(' '), width),
      ...wrap(statements.some((s) => s.lead === 'How sure') ? `${word}.` : `${word}: ${means}.`, width),
      ...(statements.length ? [''] : []),
      ...statements.flatMap((statement) =>
        hanging((statement.lead ?? '').padEnd(13), paragraph(statement.text, numbers(statement.cites), width - 13)),
      ),
    ]
  }

  function cited(item: Cited, mark: string, indent: string): string[] {
    const text = `${item.lead ? `${item.lead}${/[?:.]$/.test(item.lead) ? '' : ':'} ` : ''}${item.text}`
    return [
      ...hanging(mark, paragraph(text, numbers(item.cites), width - indent.length)),
      ...(item.note ? wrap(plain(item.note), width - indent.length).map((line) => indent + line) : []),
      ...(item.command
        ? wrapCommand(
            item.command
              .split('\n')
              .map((line) => plain(line))
              .join('\n'),
            width - indent.length - 2,
          ).map((line) => `${indent}  ${line}`)
        : []),
    ]
  }

  function tableRow(row: readonly Cell[], names: readonly string[]): string[] {
    const [first, ...rest] = row
    const more = rest.flatMap((cell, n) => {
      const label = `${names[n + 1] ?? ''}: `
      return hanging(`  ${label}`, paragraph(cell.text, numbers(cell.cites), width - 2 - label.length))
    })
    return [...paragraph(first?.text ?? '', numbers(first?.cites), width).map((line) => paint(line, 'bold', style)), ...more]
  }

  function timeline({ marks, moments, lanes }: BlockOf<'timeline'>): string[] {
    const names = new Map(lanes.map((lane) => [lane.id, lane.name]))
    const wide = Math.min(16, Math.max(0, ...lanes.map((lane) => displayWidth(lane.name))))
    let day = ''
    const rows = marks.flatMap((mark) => {
      const today = clock.date(mark.at)
      const head = today === day ? [] : [today]
      day = today
      const lane = (names.get(mark.lane) ?? '').slice(0, wide).padEnd(wide)
      const lead = `${clock.exact(mark.at).padEnd(12)}  ${lane}  `
      return [
        ...head,
        ...hanging(lead, paragraph(`${mark.text}${mark.role ? ` (${mark.role})` : ''}`, numbers([mark.ref]), width - displayWidth(lead))),
      ]
    })
    const between = moments.flatMap((moment) =>
      hanging(
        `${moment.id}  ${moment.when.padEnd(12)}  `,
        paragraph(moment.text, numbers(moment.cites), width - 6 - Math.max(12, moment.when.length)),
      ),
    )
    return [...rows, ...(between.length ? ['', 'The outage lies between these marks:', ...between] : [])]
  }
}

function hanging(first: string, lines: readonly string[]): string[] {
  const indent = ' '.repeat(displayWidth(first))
  return lines.map((line, n) => (n === 0 ? first : indent) + line)
}
