import type { CapacityDocument, NodePlan, Placement } from '../../model/index.ts'
import { capacityWords, RULE_WORD } from '../capacity-words.ts'
import { displayWidth, wrap, wrapCommand } from '../display-width.ts'
import { plain } from '../hostile.ts'
import { barOf } from '../memory-bar.ts'
import { memoryBarText } from './terminal-bar.ts'
import { type Ink, INDENT, labelled, paint, paragraph, type TerminalStyle, textWidth } from './terminal-page.ts'

/** The memory plan at a glance: a bar for each node, the sum, who goes first, and what would help. */
export function renderCapacityText(
  document: CapacityDocument,
  options: { readonly colour?: boolean; readonly width?: number } = {},
): string {
  const style: TerminalStyle = { width: Math.max(60, options.width ?? 80), colour: options.colour === true }
  const words = capacityWords(document)
  const lines = document.nodes.flatMap(({ before, after }) => [
    '',
    ...(after ? [...headline(before, style, 'now'), ...headline(after, style, document.changes.join(' '))] : headline(before, style)),
    ...memoryBarText(barOf(after ?? before), style.width - INDENT.length, style).map((line) => INDENT + line),
    '',
    ...nodeLines(after ?? before, document, style),
  ])
  const proposals = document.proposals.flatMap(({ node, proposal }) => {
    const title = document.nodes.length > 1 ? `${node}: ` : ''
    const items = proposal.changes.flatMap((change, n) => [
      ...hanging(`${n + 1}. `, paragraph(`${change.text} ${change.because}`, words.numbers(change.evidence), textWidth(style) - 3)),
      ...(change.command ? wrapCommand(change.command, textWidth(style) - 2).map((line) => `  ${line}`) : []),
    ])
    const others = proposal.others.flatMap(({ text, evidence }) =>
      hanging(proposal.reached ? 'or ' : '-  ', paragraph(text, words.numbers(evidence), textWidth(style) - 3)),
    )
    return [
      '',
      ...labelled(
        `To ${words.percent(proposal.wantedFraction)}`,
        proposal.reached
          ? [wrap(title + plain(proposal.text), textWidth(style)), items, others]
          : [
              wrap(title + plain(proposal.text), textWidth(style)),
              others,
              ...(items.length > 0 ? [['What helps without reaching it:'], items] : []),
            ],
        style,
      ),
    ]
  })
  const losses = document.losses.flatMap((loss) => ['', ...labelled('If lost', [lossLines(loss, style)], style)])
  const replay = document.replay
    ? [
        '',
        ...labelled(
          'Back then',
          [
            wrap(
              plain(`${document.replay.at ? `${document.replay.at}: ` : ''}the kernel killed ${document.replay.killed}.`),
              textWidth(style),
            ),
            paragraph(document.replay.text, words.numbers(document.replay.evidence), textWidth(style)),
            document.replay.rows.map((row) =>
              row.wouldHoldKiB < 0
                ? `${plain(row.name).padEnd(22)} ${' '.repeat(13)} ${`+${words.size(-row.wouldHoldKiB)}`.padStart(10)}`
                : `${plain(row.name).padEnd(22)} ${words.size(row.heldKiB).padStart(10)} -> ${words.size(row.wouldHoldKiB).padStart(10)}`,
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
  return [
    ...lines,
    ...cluster,
    ...losses,
    ...proposals,
    ...replay,
    '',
    `${INDENT}${paint('Read from', 'bold', style)}`,
    ...read,
    ...notes,
    '',
  ].join('\n')
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

function nodeLines(plan: NodePlan, document: CapacityDocument, style: TerminalStyle): string[] {
  const words = capacityWords(document)
  const wide = textWidth(style)
  const amount = (kib: number, sign: string) => `${sign} ${words.size(kib)}`.padStart(13)
  const row = (kib: number, sign: string, text: string, refs: readonly string[]) =>
    hanging(`${amount(kib, sign)}  `, paragraph(text, words.numbers(refs), wide - 15))
  const formula = [
    ...row(plan.installedKiB, ' ', 'installed', plan.installedFrom.evidence),
    ...plan.terms.flatMap((term) => row(term.kib, '-', `${term.name}${term.detail ? ` (${term.detail})` : ''}`, term.evidence)),
    ...row(
      plan.headroomKiB,
      '=',
      `headroom, ${words.percent(plan.headroomFraction)}; the rule is ${words.percent(document.wantedFraction)}, ${words.size(plan.installedKiB * document.wantedFraction)}`,
      [],
    ),
  ]
  const kept = plan.installedKiB - plan.managedKiB
  const margin = [
    ...row(plan.headroomKiB, ' ', 'headroom', []),
    ...(kept > 0 ? row(kept, '-', 'kept by firmware and kernel', plan.installedFrom.evidence) : []),
    ...plan.needs.flatMap((need) => row(need.kib, '-', `${need.name} (${need.because})`, need.evidence)),
    ...row(
      plan.marginKiB,
      '=',
      plan.marginKiB < 0
        ? 'at worst: this much is missing when every guest uses all it may'
        : 'at worst: this much stays free when every guest uses all it may',
      [],
    ),
  ]
  const next = plan.killedNext
  const label = (name: string, ...paragraphs: string[][]) => labelled(name, paragraphs, style)
  return [
    ...label('Headroom', formula),
    '',
    ...label('At worst', margin),
    ...(plan.reclaim.length > 0
      ? ['', ...label('Not counted', ...plan.reclaim.map(({ text, evidence }) => paragraph(text, words.numbers(evidence), wide)))]
      : []),
    ...(plan.growth ? ['', ...label('Growth', paragraph(plan.growth.text, words.numbers(plan.growth.evidence), wide))] : []),
    ...(next
      ? [
          '',
          ...label(
            'Killed next',
            paragraph(next.text, words.numbers(next.rows[0]?.evidence ?? []), wide),
            next.rows
              .slice(1, 4)
              .flatMap((one, n) =>
                hanging(
                  `${n + 2}. `,
                  paragraph(
                    `${one.name}, ${words.size(one.heldKiB)}${one.adj === 0 ? '' : `, oom_score_adj ${one.adj}`}`,
                    words.numbers(one.evidence),
                    wide - 3,
                  ),
                ),
              ),
            next.hangsOnIt.flatMap(({ text, evidence }) => paragraph(text, words.numbers(evidence), wide)),
            next.protect
              ? [...wrap(plain(next.protect.text), wide), ...wrapCommand(next.protect.command, wide - 2).map((line) => `  ${line}`)]
              : [],
          ),
        ]
      : []),
    ...(plan.unknown.length > 0
      ? [
          '',
          ...label(
            'Not known',
            ...plan.unknown.map(({ what, command }) => [
              ...wrap(plain(what), wide),
              ...wrapCommand(command, wide - 2).map((line) => `  ${line}`),
            ]),
          ),
        ]
      : []),
  ]
}

function lossLines(loss: Placement, style: TerminalStyle): string[] {
  const { size } = capacityWords()
  return [
    ...wrap(plain(`${loss.lost}: ${loss.text}`), textWidth(style)),
    ...loss.placed.map(({ guest, kib, to }) => `${plain(guest)} ${size(kib)} -> ${plain(to)}`),
    ...loss.left.flatMap(({ guest, because }) => wrap(plain(`${guest} does not fit: ${because}.`), textWidth(style))),
    ...(loss.down.length > 0
      ? wrap(plain(`Down until it is back: ${loss.down.map(({ guest }) => guest).join(', ')}.`), textWidth(style))
      : []),
  ]
}

function hanging(first: string, lines: readonly string[]): string[] {
  return lines.map((line, n) => (n === 0 ? first : ' '.repeat(displayWidth(first))) + line)
}
