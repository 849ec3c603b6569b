import { type CapacityDocument, capacityOrder, type EvidenceItem, inKeyOrder, type NodePlan } from '../model/index.ts'
import type { Block, Cell, Cited } from './blocks.ts'
import type { BuiltSection } from './build.ts'
import { capacityWords, RULE_WORD } from './capacity-words.ts'
import { barOf } from './memory-bar.ts'
import { type Page, renderPage } from './page.ts'
import { renderCapacityText } from './renderers/terminal-capacity.ts'

/** A memory plan as a person or a program reads it. Pure: the same document gives the same text, byte for byte. */
export function renderCapacity(
  document: CapacityDocument,
  format: 'md' | 'html' | 'json' | 'text',
  options: { readonly colour?: boolean; readonly width?: number } = {},
): string {
  switch (format) {
    case 'json':
      // Keys come in the order of the schema, so that two runs can be compared.
      return `${JSON.stringify(inKeyOrder(document, capacityOrder), null, 2)}\n`
    case 'text':
      return renderCapacityText(document, options)
    case 'md':
    case 'html':
      return renderPage(capacityPage(document), { format })
  }
}

/** The plan as blocks: a part for each node, then the cluster, what-ifs, the proposal, the incident, and the lines it was read from. */
export function capacityPage(document: CapacityDocument): Page {
  const { size, percent } = capacityWords(document)
  const first = document.nodes[0]!
  const shown = first.after ?? first.before
  const sections: BuiltSection[] = [
    ...document.nodes.map(({ before, after }) => nodeSection(before, after, document)),
    ...optional('cluster', 'Cluster', document.cluster ? [{ type: 'text', text: document.cluster.text }] : []),
    ...optional(
      'lost',
      'If a node is lost',
      document.losses.flatMap((loss): Block[] => [
        { type: 'heading', level: 3, text: loss.lost },
        { type: 'text', text: loss.text, cites: loss.evidence },
        ...list([
          ...loss.placed.map(({ guest, kib, to }) => ({ text: `${guest}, ${size(kib)}, fits on ${to}.` })),
          ...loss.left.map(({ guest, because }) => ({ lead: guest, text: `does not fit: ${because}.` })),
          ...loss.down.map(({ guest }) => ({ text: `${guest} stays down: HA does not manage it.` })),
        ]),
      ]),
    ),
    ...optional(
      'proposal',
      `What reaches ${percent(document.wantedFraction)}`,
      document.proposals.flatMap(({ node, proposal }): Block[] => [
        ...(document.nodes.length > 1 ? [{ type: 'heading' as const, level: 3 as const, text: node }] : []),
        { type: 'text', text: proposal.text },
        ...(proposal.reached ? [] : list(proposal.others.map(({ text, evidence }) => ({ text, cites: evidence })))),
        ...(proposal.reached || proposal.changes.length === 0 ? [] : [{ type: 'text' as const, text: 'What helps without reaching it:' }]),
        ...list(
          proposal.changes.map(({ text, because, command, evidence }) => ({
            text: `${text} ${because}`,
            cites: evidence,
            ...(command ? { command } : {}),
          })),
        ),
        ...(proposal.reached ? list(proposal.others.map(({ text, evidence }) => ({ lead: 'Or', text, cites: evidence }))) : []),
      ]),
    ),
    ...optional('replay', 'Would it have been enough then', replayBlocks(document)),
    ...optional(
      'unknown',
      'Not known',
      list(document.nodes.flatMap(({ before, after }) => (after ?? before).unknown).map(({ what, command }) => ({ text: what, command }))),
    ),
    {
      id: 'sources',
      menu: 'Read from',
      blocks: [
        { type: 'heading', level: 2, text: 'Read from', note: 'each figure and the line it was read from' },
        { type: 'evidence', items: document.evidence.map((line, n) => ({ number: String(n + 1), item: itemOf(line) })) },
      ],
    },
  ]
  return {
    title:
      document.nodes.length === 1
        ? `${shown.name}: ${size(shown.promisedKiB)} of ${size(shown.installedKiB)} promised, ${percent(shown.headroomFraction)} headroom`
        : `Memory of ${document.nodes.length} nodes`,
    kind: 'Memory plan',
    lead: `${document.changes.length > 0 ? `What if: ${document.changes.join(' ')}. ` : ''}The rule is ${percent(document.wantedFraction)} headroom. ${shown.killedNext?.text ?? ''}`.trim(),
    sections,
    evidence: document.evidence.map(itemOf),
    footer: `Made by whydown ${document.tool.version} from what was given. It never changes a host.`,
  }
}

const optional = (id: string, title: string, blocks: readonly Block[]): BuiltSection[] =>
  blocks.length === 0 ? [] : [{ id, menu: title, blocks: [{ type: 'heading', level: 2, text: title }, ...blocks] }]

const list = (items: readonly Cited[]): Block[] => (items.length === 0 ? [] : [{ type: 'list', ordered: false, items }])

function itemOf({ ref, node, file, line, text }: CapacityDocument['evidence'][number]): EvidenceItem {
  return {
    ref,
    at: null,
    clock: { stamp: 'none' },
    from: 'host',
    ...(node === undefined ? {} : { node }),
    file,
    line,
    text,
    kind: 'figure',
    says: file === 'what-if' ? 'asked' : 'figure',
    witness: 'pve',
    salience: 'context',
  }
}

function nodeSection(before: NodePlan, after: NodePlan | null, document: CapacityDocument): BuiltSection {
  const { size, percent } = capacityWords(document)
  const plan = after ?? before
  const amount = (kib: number): Cell => ({ text: size(kib), style: 'number' })
  const rows: Cell[][] = [
    [
      { text: 'Installed', style: 'strong' },
      amount(plan.installedKiB),
      { text: plan.installedFrom.text, cites: plan.installedFrom.evidence },
    ],
    ...plan.terms.map((term): Cell[] => [
      { text: `− ${term.name}` },
      amount(term.kib),
      { text: term.detail ?? '', style: 'soft', cites: term.evidence },
    ]),
    [
      { text: '= Headroom', style: 'strong' },
      amount(plan.headroomKiB),
      {
        text: `${percent(plan.headroomFraction)}; the rule is ${percent(document.wantedFraction)}, ${size(plan.installedKiB * document.wantedFraction)}`,
      },
    ],
    ...(plan.installedKiB > plan.managedKiB
      ? [
          [
            { text: '− Firmware and kernel' },
            amount(plan.installedKiB - plan.managedKiB),
            { text: 'installed − MemTotal', style: 'soft' as const, cites: plan.installedFrom.evidence },
          ],
        ]
      : []),
    ...plan.needs.map((need): Cell[] => [
      { text: `− ${need.name}` },
      amount(need.kib),
      { text: need.because, style: 'soft', cites: need.evidence },
    ]),
    [
      { text: '= At worst', style: 'strong' },
      amount(plan.marginKiB),
      { text: plan.marginKiB < 0 ? 'is missing when every guest uses all it may' : 'stays free when every guest uses all it may' },
    ],
  ]
  const next = plan.killedNext
  return {
    id: `node-${plan.name}`,
    menu: plan.name,
    blocks: [
      { type: 'heading', level: 2, text: plan.name, note: `${RULE_WORD[plan.rule].toLowerCase()}, ${percent(plan.headroomFraction)}` },
      ...(after
        ? [
            {
              type: 'text' as const,
              text: `Now ${size(before.promisedKiB)} of ${size(before.installedKiB)} are promised (${percent(before.headroomFraction)} headroom). With ${document.changes.join(' ')}: ${percent(after.headroomFraction)}.`,
            },
          ]
        : []),
      { type: 'bar', bar: barOf(plan), caption: `${plan.name}: ${size(plan.promisedKiB)} of ${size(plan.installedKiB)} promised` },
      { type: 'table', columns: [{ name: 'Term' }, { name: 'Size', align: 'right' }, { name: 'From' }], rows },
      ...list(plan.reclaim.map(({ text, evidence }) => ({ lead: 'Not counted', text, cites: evidence }))),
      ...(plan.growth ? [{ type: 'text' as const, lead: 'Growth', text: plan.growth.text, cites: plan.growth.evidence }] : []),
      ...(next
        ? ([
            { type: 'heading', level: 3, text: 'Killed next' },
            { type: 'text', text: next.text, cites: next.rows[0]?.evidence ?? [] },
            {
              type: 'table',
              columns: [{ name: 'Order' }, { name: 'Holds', align: 'right' }, { name: 'oom_score_adj', align: 'right' }],
              rows: next.rows.map((row, n) => [
                { text: `${n + 1}. ${row.name}`, ...(n === 0 ? { style: 'strong' as const } : {}), cites: row.evidence },
                amount(row.heldKiB),
                { text: String(row.adj), style: 'number' as const },
              ]),
            },
            ...list(next.hangsOnIt.map(({ text, evidence }) => ({ text, cites: evidence }))),
            ...(next.protect
              ? [{ type: 'text' as const, lead: 'To protect it', text: next.protect.text, command: next.protect.command }]
              : []),
          ] satisfies Block[])
        : []),
    ],
  }
}

function replayBlocks(document: CapacityDocument): Block[] {
  const { replay } = document
  if (!replay) return []
  const { size } = capacityWords(document)
  return [
    {
      type: 'text',
      text: `${replay.at ? `${replay.at}: the` : 'The'} kernel killed ${replay.killed}. ${replay.text}`,
      cites: replay.evidence,
    },
    {
      type: 'table',
      columns: [{ name: 'Process' }, { name: 'Held then', align: 'right' }, { name: 'Would hold', align: 'right' }, { name: 'Because' }],
      rows: replay.rows.map((row) => [
        { text: row.name },
        { text: row.wouldHoldKiB < 0 ? '' : size(row.heldKiB), style: 'number' },
        { text: row.wouldHoldKiB < 0 ? `+${size(-row.wouldHoldKiB)}` : size(row.wouldHoldKiB), style: 'number' },
        { text: row.because, style: 'soft' },
      ]),
    },
  ]
}
