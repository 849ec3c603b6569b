import type { CapacityDocument, NodePlan, Placement } from '../../model/index.ts'
import { capacityWords, RULE_WORD } from '../capacity-words.ts'
import { displayWidth, wrap, wrapCommand } from '../display-width.ts'
import { plain } from '../hostile.ts'
import { barOf } from '../memory-bar.ts'
import { type Ink, INDENT, labelled, paint, paragraph, type TerminalStyle, textWidth } from './terminal-page.ts'

/** The memory plan at a glance: a bar for each node, the sum, who goes first, and what would help. */
export function renderCapacityText(document: CapacityDocument, options: { readonly colour?: boolean; readonly width?: number } = {}): string {
  const style: TerminalStyle = { width: Math.max(60, options.width ?? 80), colour: options.colour === true }
  const words = capacityWords(document)
  const lines = document.nodes.flatMap(({ before, after }) => [
    '',
    ...(after
      ? [
          ...headline(before, style, 'now'),
          ...headline(after, style, document.changes.join(' ')),
        ]
      : headline(before, style)),
    ...bar(after ?? before, style),
    '',
    ...nodeLines(after ?? before, document, style),
  ])
  const proposals = document.proposals.flatMap(({ node, proposal }) => {
    const title = document.nodes.length > 1 ? `${node}: ` : ''
    const items = proposal.changes.flatMap((change, n) => [
      ...wrap(`${n + 1}. ${plain(change.text)} ${plain(change.because)}`, textWidth(style)),
      ...(change.command ? wrapCommand(change.command, textWidth(style) - 2).map((line) => `  ${line}`) : []),
    ])
    const others = proposal.others.flatMap(({ text, evidence }) => hanging('or ', paragraph(text, words.numbers(evidence), textWidth(style) - 3)))
    return ['', ...labelled(`To ${words.percent(proposal.wantedFraction)}`, [wrap(title + plain(proposal.text), textWidth(style)), items, others], style)]
  })
  const losses = document.losses.flatMap((loss) => ['', ...labelled('If lost', [lossLines(loss, style)], style)])
  const replay = document.replay
    ? [
        '',
        ...labelled(
          'Back then',
          [
            wrap(plain(`${document.replay.at ? `${document.replay.at}: ` : ''}the kernel killed ${document.replay.killed}.`), textWidth(style)),
            paragraph(document.replay.text, words.numbers(document.replay.evidence), textWidth(style)),
            document.replay.rows.map(
              (row) => `${plain(row.name).padEnd(22)} ${words.size(row.heldKiB).padStart(10)} -> ${words.size(row.wouldHoldKiB).padStart(10)}`,
            ),
          ],
          style,
        ),
      ]
    : []
  const cluster = document.cluster ? ['', ...labelled('Cluster', [wrap(plain(document.cluster.text), textWidth(style))], style)] : []
  const read = document.evidence.flatMap(({ ref, file, line, text }) => {
    const head = `${words.number(ref).padStart(3)}  `
    const where = file === 'what-if' ? 'asked' : `${plain(file).split('/').slice(-2).join('/')}:${line}`
    const [first = ''] = wrap(`${where}  ${plain(text.replaceAll(/\s+/g, ' ').trim(), 200)}`, style.width - 8)
    return [`${INDENT}${paint(head, 'key', style)}${first}`]
  })
  const notes = document.notes.flatMap((note) => labelled('Note', [wrap(plain(note), textWidth(style))], style))
  return [...lines, ...cluster, ...losses, ...proposals, ...replay, '', `${INDENT}${paint('Read from', 'bold', style)}`, ...read, ...notes, ''].join('\n')
}

const INK: Record<NodePlan['rule'], Ink> = { met: 'ok', below: 'warn', none: 'down', over: 'down' }

function headline(plan: NodePlan, style: TerminalStyle, when?: string): string[] {
  const { size, percent } = capacityWords()
  const left = `${plain(plan.name)}${when === undefined ? '' : `, ${plain(when)}`}: ${size(plan.promisedKiB)} of ${size(plan.installedKiB)} promised`
  const right = `${RULE_WORD[plan.rule]}, ${percent(plan.headroomFraction)}`
  const gap = style.width - INDENT.length - displayWidth(left) - displayWidth(right)
  if (gap < 2) return [`${INDENT}${paint(left, 'bold', style)}`, `${INDENT}${paint(right, INK[plan.rule], style)}`]
  return [`${INDENT}${paint(left, 'bold', style)}${' '.repeat(gap)}${paint(right, INK[plan.rule], style)}`]
}

/** The bar with its names in it, and the marks of 85 % and of what is installed below. */
function bar(plan: NodePlan, style: TerminalStyle): string[] {
  const inner = style.width - INDENT.length - 1
  const { segments, marks, scaleKiB } = barOf(plan)
  const cells = share(
    segments.map(({ kib }) => kib),
    inner,
  )
  const drawn = segments.map((segment, n) => ({ ...segment, width: cells[n]! })).filter(({ width }) => width > 0)
  const rule = (left: string, middle: string, right: string, fill: (free: boolean) => string) =>
    left + drawn.map(({ width, kind }, n) => fill(kind === 'free').repeat(width - 1) + (n === drawn.length - 1 ? right : middle)).join('')
  const names = drawn.map(({ name, size, width, kind }) => {
    const room = width - 1
    const words = [`${name} ${size}`, name, name.split(' ')[0]!, ''].find((word) => displayWidth(word) + 2 <= room) ?? ''
    const text = words === '' ? '' : ` ${words}`
    return paint(text + ' '.repeat(room - displayWidth(text)), kind === 'free' ? 'soft' : kind === 'need' ? 'warn' : 'bold', style)
  })
  const at = (kib: number) => Math.min(inner, Math.round((kib / scaleKiB) * inner))
  const line = Array.from({ length: inner + 1 }, () => ' ')
  const words: string[] = []
  for (const { kib, label } of marks) {
    const place = at(kib)
    line[place] = '▲'
    const text = ` ${label}`
    const before = place - displayWidth(label) - 1
    const fits = (from: number) => from >= 0 && from + displayWidth(label) <= inner && line.slice(from, from + displayWidth(label)).every((c) => c === ' ')
    if (fits(place + 2)) for (const [n, c] of [...label].entries()) line[place + 2 + n] = c
    else if (fits(before)) for (const [n, c] of [...label].entries()) line[before + n] = c
    else words.push(text.trim())
  }
  return [
    INDENT + rule('┌', '┬', '┐', (free) => (free ? '╌' : '─')),
    `${INDENT}│${names.map((name) => `${name}│`).join('')}`,
    INDENT + rule('└', '┴', '┘', (free) => (free ? '╌' : '─')),
    INDENT + line.join('').trimEnd(),
    ...words.map((word) => INDENT + word),
  ]
}

/** Columns for each part: all of them together, none without one. */
function share(parts: readonly number[], columns: number): number[] {
  const sum = parts.reduce((total, part) => total + part, 0) || 1
  const cells = parts.map((part) => (part <= 0 ? 0 : Math.max(2, Math.floor((part / sum) * columns))))
  let rest = columns - cells.reduce((total, cell) => total + cell, 0)
  const order = parts.map((_, n) => n).toSorted((a, b) => parts[b]! - parts[a]!)
  for (let n = 0; rest !== 0 && order.length > 0; n = (n + 1) % order.length) {
    const place = order[n]!
    if (rest > 0) cells[place] = cells[place]! + 1
    else if (cells[place]! > 2) cells[place] = cells[place]! - 1
    else if (order.every((one) => cells[one]! <= 2)) break
    else continue
    rest += rest > 0 ? -1 : 1
  }
  return cells
}

function nodeLines(plan: NodePlan, document: CapacityDocument, style: TerminalStyle): string[] {
  const words = capacityWords(document)
  const wide = textWidth(style)
  const amount = (kib: number, sign: string) => `${sign} ${words.size(kib)}`.padStart(13)
  const row = (kib: number, sign: string, text: string, refs: readonly string[]) => hanging(`${amount(kib, sign)}  `, paragraph(text, words.numbers(refs), wide - 15))
  const formula = [
    ...row(plan.installedKiB, ' ', 'installed', plan.installedFrom.evidence),
    ...plan.terms.flatMap((term) => row(term.kib, '-', `${term.name}${term.detail ? ` (${term.detail})` : ''}`, term.evidence)),
    ...row(plan.headroomKiB, '=', `headroom, ${words.percent(plan.headroomFraction)}; the rule is ${words.percent(document.wantedFraction)}, ${words.size(plan.installedKiB * document.wantedFraction)}`, []),
  ]
  const kept = plan.installedKiB - plan.managedKiB
  const margin = [
    ...row(plan.headroomKiB, ' ', 'headroom', []),
    ...(kept > 0 ? row(kept, '-', 'kept by firmware and kernel', plan.installedFrom.evidence) : []),
    ...plan.needs.flatMap((need) => row(need.kib, '-', `${need.name} (${need.because})`, need.evidence)),
    ...row(plan.marginKiB, '=', plan.marginKiB < 0 ? 'at worst: this much is missing when every guest uses all it may' : 'at worst: this much stays free when every guest uses all it may', []),
  ]
  const next = plan.killedNext
  const label = (name: string, ...paragraphs: string[][]) => labelled(name, paragraphs, style)
  return [
    ...label('Headroom', formula),
    '',
    ...label('At worst', margin),
    ...(plan.reclaim.length > 0 ? ['', ...label('Not counted', ...plan.reclaim.map(({ text, evidence }) => paragraph(text, words.numbers(evidence), wide)))] : []),
    ...(plan.growth ? ['', ...label('Growth', paragraph(plan.growth.text, words.numbers(plan.growth.evidence), wide))] : []),
    ...(next
      ? [
          '',
          ...label(
            'Killed next',
            paragraph(next.text, words.numbers(next.rows[0]?.evidence ?? []), wide),
            next.rows.slice(1, 4).flatMap((one, n) => hanging(`${n + 2}. `, paragraph(`${one.name}, ${words.size(one.heldKiB)}${one.adj === 0 ? '' : `, oom_score_adj ${one.adj}`}`, words.numbers(one.evidence), wide - 3))),
            next.hangsOnIt.flatMap(({ text, evidence }) => paragraph(text, words.numbers(evidence), wide)),
            next.protect ? [...wrap(plain(next.protect.text), wide), ...wrapCommand(next.protect.command, wide - 2).map((line) => `  ${line}`)] : [],
          ),
        ]
      : []),
    ...(plan.unknown.length > 0
      ? ['', ...label('Not known', ...plan.unknown.map(({ what, command }) => [...wrap(plain(what), wide), ...wrapCommand(command, wide - 2).map((line) => `  ${line}`)]))]
      : []),
  ]
}

function lossLines(loss: Placement, style: TerminalStyle): string[] {
  const { size } = capacityWords()
  return [
    ...wrap(plain(`${loss.lost}: ${loss.text}`), textWidth(style)),
    ...loss.placed.map(({ guest, kib, to }) => `${plain(guest)} ${size(kib)} -> ${plain(to)}`),
    ...loss.left.flatMap(({ guest, because }) => wrap(plain(`${guest} does not fit: ${because}.`), textWidth(style))),
    ...(loss.down.length > 0 ? wrap(plain(`Down until it is back: ${loss.down.map(({ guest }) => guest).join(', ')}.`), textWidth(style)) : []),
  ]
}

function hanging(first: string, lines: readonly string[]): string[] {
  return lines.map((line, n) => (n === 0 ? first : ' '.repeat(displayWidth(first))) + line)
}
